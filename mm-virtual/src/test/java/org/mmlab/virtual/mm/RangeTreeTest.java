package org.mmlab.virtual.mm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The members that a search gives are those that overlap, in order. */
class RangeTreeTest {
    private static final class Member extends RangeNode {
        @Override
        public Vma vma() {
            throw new IllegalStateException("a test's member is no area");
        }
    }

    @Property(tries = 300)
    void findsWhatOverlaps(@ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int steps) {
        SplittableRandom random = new SplittableRandom(seed);
        RangeTree tree = new RangeTree();
        List<RangeNode> members = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            if (!members.isEmpty() && random.nextInt(3) == 0) {
                tree.remove(members.remove(random.nextInt(members.size())));
            } else {
                Member member = new Member();
                long first = random.nextInt(60);
                tree.insert(member, first, first + random.nextInt(20));
                members.add(member);
            }
            assertThat(tree.size()).isEqualTo(members.size());
            long first = random.nextInt(80);
            long last = first + random.nextInt(10);
            assertThat(search(tree, first, last)).isEqualTo(naive(members, first, last));
        }
    }

    private static List<RangeNode> search(RangeTree tree, long first, long last) {
        List<RangeNode> found = new ArrayList<>();
        for (RangeNode node = tree.first(first, last); node != null; node = tree.next(node, first, last)) {
            found.add(node);
        }
        return found;
    }

    private static List<RangeNode> naive(List<RangeNode> members, long first, long last) {
        return members.stream()
                .filter(m -> m.first() <= last && m.last() >= first)
                .sorted(Comparator.comparingLong(RangeNode::first).thenComparingLong(m -> m.sequence))
                .toList();
    }
}
