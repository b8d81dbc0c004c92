package org.mmlab.physical.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.junit.jupiter.api.Test;
import org.mmlab.api.memory.FreeBlocks;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.page.SmallMachine;
import org.mmlab.physical.zone.Zone;

/** Which freed blocks are kept for a compaction that waits. */
class CaptureRulesTest {
    private static final int ORDER = 4; // beyond the per-CPU lists

    private final PhysicalMemory memory = SmallMachine.of(64);

    private Zone zoneOf(int frame) {
        return memory.nodes().zone(memory.table().zone(frame));
    }

    /** Frees a block that was taken with {@code gfp} while a request for the order and type waits; what is kept. */
    private int captured(int gfp, int order, int type) {
        int frame = memory.allocate(gfp, ORDER, 0);
        FreeBlocks blocks = zoneOf(frame).freeBlocks();
        blocks.beginCapture(order, type);
        long free = memory.freeFrames();
        memory.free(frame, ORDER);
        int kept = blocks.endCapture();
        assertThat(memory.freeFrames() - free).isEqualTo(kept == NO_FRAME ? 1 << ORDER : 0);
        assertThat(blocks.hasCaptured()).isFalse();
        if (kept != NO_FRAME) {
            assertThat(kept).isEqualTo(frame);
            blocks.free(kept, order, FreeBlocks.Placement.USUAL);
        }
        return kept;
    }

    @Test
    void aBlockOfTheOrderIsKept() {
        assertThat(captured(Gfp.KERNEL, ORDER, MigrateType.UNMOVABLE)).isNotEqualTo(NO_FRAME);
        assertThat(captured(Gfp.HIGHUSER_MOVABLE, ORDER, MigrateType.MOVABLE)).isNotEqualTo(NO_FRAME);
    }

    @Test
    void aSmallRequestOfAnotherTypeGetsNoMovableBlock() {
        assertThat(captured(Gfp.HIGHUSER_MOVABLE, ORDER, MigrateType.UNMOVABLE)).isEqualTo(NO_FRAME);
        assertThat(captured(Gfp.KERNEL, ORDER, MigrateType.MOVABLE))
                .as("the other way round is well")
                .isNotEqualTo(NO_FRAME);
    }

    @Test
    void aBlockThatIsLargerOrSmallerIsFree() {
        assertThat(captured(Gfp.KERNEL, ORDER - 1, MigrateType.UNMOVABLE)).isEqualTo(NO_FRAME);
    }
}
