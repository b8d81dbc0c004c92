package org.mmlab.reclaim.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmlab.reclaim.index.RadixTree.Mark;

/** The tree behaves as a sorted map with marks. */
class RadixTreeProperties {
    enum Kind {
        SET,
        REMOVE,
        MARK,
        UNMARK
    }

    record Op(Kind kind, long index) {}

    @Provide
    Arbitrary<List<Op>> programs() {
        Arbitrary<Long> indexes = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 70),
                Arbitraries.longs().between(4090, 4200),
                Arbitraries.longs().between(0, (1L << 44) - 1),
                Arbitraries.of(0L, 63L, 64L, 4095L, 4096L, (1L << 44) - 1));
        return Combinators.combine(Arbitraries.of(Kind.values()), indexes)
                .as(Op::new)
                .list()
                .ofMaxSize(200);
    }

    @Property(tries = 500)
    void equalsASortedMap(@ForAll("programs") List<Op> program) {
        RadixTree tree = new RadixTree();
        TreeMap<Long, Long> model = new TreeMap<>();
        TreeSet<Long> marked = new TreeSet<>();
        long value = 0;
        for (Op op : program) {
            long index = op.index;
            switch (op.kind) {
                case SET -> {
                    Long old = model.put(index, ++value);
                    assertThat(tree.set(index, value)).isEqualTo(old == null ? 0 : old);
                }
                case REMOVE -> {
                    Long old = model.remove(index);
                    marked.remove(index);
                    assertThat(tree.set(index, 0)).isEqualTo(old == null ? 0 : old);
                }
                case MARK -> {
                    if (model.containsKey(index)) {
                        tree.mark(index, Mark.DIRTY);
                        marked.add(index);
                    }
                }
                case UNMARK -> {
                    tree.unmark(index, Mark.DIRTY);
                    marked.remove(index);
                }
                default -> throw new AssertionError(op);
            }
            Long next = model.ceilingKey(index);
            assertThat(tree.next(index, Long.MAX_VALUE)).isEqualTo(next == null ? RadixTree.NONE : next);
            Long dirty = marked.ceiling(index);
            assertThat(tree.nextMarked(index, Long.MAX_VALUE, Mark.DIRTY))
                    .isEqualTo(dirty == null ? RadixTree.NONE : dirty);
            assertThat(tree.nextMarked(0, Long.MAX_VALUE, Mark.WRITEBACK)).isEqualTo(RadixTree.NONE);
        }
        model.forEach((index, entry) -> assertThat(tree.get(index)).isEqualTo(entry));
        for (long index : List.copyOf(model.keySet())) {
            tree.set(index, 0);
        }
        assertThat(tree.nodes()).as("nodes of an empty tree").isZero();
    }
}
