package org.mmlab.hardware.latency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmlab.hardware.cache.CacheHierarchy;
import org.mmlab.hardware.cache.SramCache.Use;
import org.mmlab.hardware.numa.NumaTopology;

class AccessTimerTest {
    private static final LatencyTable TABLE = LatencyTable.SKYLAKE_DDR4_2400;
    private static final NumaTopology TWO_NODES =
            new NumaTopology(new int[][] {{10, 21}, {21, 10}}, new int[] {0, 1}, new long[] {1 << 20, 1 << 20});
    private static final long ROW = 8192;
    private static final long SAME_BANK = 16 * ROW;

    private final DramBanks[] banks = {new DramBanks(), new DramBanks()};

    @Test
    void aRowThatIsOpenIsFasterThanOneThatMustBeOpenedAndThatThanOneInTheWay() {
        AccessTimer timer = new AccessTimer(TABLE, TWO_NODES, 0, banks, null);
        assertThat(timer.accessPs(0, 0, Use.READ)).isEqualTo(20_000 + 14_160 * 2);
        assertThat(timer.accessPs(64, 0, Use.READ)).isEqualTo(20_000 + 14_160);
        assertThat(timer.accessPs(SAME_BANK, 0, Use.READ)).isEqualTo(20_000 + 14_160 * 3);
        assertThat(timer.accessPs(ROW, 0, Use.READ)).as("another bank").isEqualTo(20_000 + 14_160 * 2);
        assertThat(banks[0].rowHits()).isEqualTo(1);
        assertThat(banks[0].rowConflicts()).isEqualTo(1);
        assertThat(banks[0].rowMisses()).isEqualTo(2);
        assertThat(timer.totalNs()).isEqualTo((4 * 20_000 + 8 * 14_160) / 1000);
    }

    @Test
    void aRemoteNodeCostsInProportionToItsDistance() {
        AccessTimer near = new AccessTimer(TABLE, TWO_NODES, 1, banks, null);
        AccessTimer far = new AccessTimer(TABLE, TWO_NODES, 0, banks, null);
        long local = near.accessPs(0, 1, Use.READ);
        banks[1].refresh();
        assertThat(far.accessPs(0, 1, Use.READ)).isEqualTo(local * 21 / 10);
    }

    @Test
    void cachesAnswerBeforeMemoryIsAsked() {
        AccessTimer timer = new AccessTimer(TABLE, TWO_NODES, 0, banks, CacheHierarchy.skylake());
        assertThat(timer.accessPs(0, 0, Use.READ)).isEqualTo(11_000 + 20_000 + 14_160 * 2);
        assertThat(timer.accessPs(8, 0, Use.WRITE)).isEqualTo(1_000);
    }
}
