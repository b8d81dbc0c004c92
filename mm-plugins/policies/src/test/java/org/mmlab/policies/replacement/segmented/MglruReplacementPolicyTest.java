package org.mmlab.policies.replacement.segmented;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.ReplacementPolicy;

/** The rules of the generations, by frames whose accessed bits the test sets. */
class MglruReplacementPolicyTest {
    private final BitSet accessed = new BitSet();
    private int looks;
    private final MglruReplacementPolicy policy = new MglruReplacementPolicy();

    private final class Pool implements ReplacementContext {
        @Override
        public int capacity() {
            return 64;
        }

        @Override
        public int frames() {
            return 64;
        }

        @Override
        public int pages() {
            return 64;
        }

        @Override
        public long seed() {
            return 1;
        }

        @Override
        public boolean testAndClearReferenced(int frame) {
            boolean was = accessed.get(Addresses.rawFrame(frame));
            accessed.clear(Addresses.rawFrame(frame));
            looks++;
            return was;
        }

        @Override
        public long nextUse(int page) {
            return NEVER;
        }
    }

    private void admit(int from, int to) {
        for (int frame = from; frame < to; frame++) {
            policy.admit(Addresses.frame(frame), frame);
        }
    }

    private int evict() {
        int victim = Addresses.rawFrame(policy.victim(ReplacementPolicy.NO_PAGE));
        policy.evicted(Addresses.frame(victim), victim);
        return victim;
    }

    @Test
    void withoutAccessesWhatCameFirstGoesFirst() {
        policy.attach(new Pool());
        admit(0, 8);
        for (int frame = 0; frame < 8; frame++) {
            assertThat(evict()).isEqualTo(frame);
        }
        assertThat(Addresses.rawFrame(policy.victim(ReplacementPolicy.NO_PAGE)))
                .isEqualTo(Addresses.rawFrame(Addresses.NO_FRAME));
    }

    @Test
    void whatWasAccessedIsYoungAndOutlivesWhatCameLater() {
        policy.attach(new Pool());
        admit(0, 8);
        evict();
        accessed.set(1);
        accessed.set(2);
        admit(8, 12);
        for (int frame = 3; frame < 8; frame++) {
            assertThat(evict()).isEqualTo(frame);
        }
        assertThat(evict()).isEqualTo(8);
    }

    @Test
    void allPagesAreLookedAtOncePerAgingAndNotPerEviction() {
        policy.attach(new Pool());
        admit(0, 60);
        evict();
        evict(); // by now there is a generation to spare
        int first = looks;
        for (int i = 0; i < 10; i++) {
            evict();
        }
        assertThat(looks - first).isEqualTo(10);
    }

    @Test
    void whatCannotBeEvictedIsYoungAgain() {
        policy.attach(new Pool());
        admit(0, 4);
        int victim = Addresses.rawFrame(policy.victim(ReplacementPolicy.NO_PAGE));
        assertThat(victim).isZero();
        policy.kept(Addresses.frame(victim), victim);
        assertThat(evict()).isEqualTo(1);
        assertThat(evict()).isEqualTo(2);
        assertThat(evict()).isEqualTo(3);
        assertThat(evict()).isZero();
    }
}
