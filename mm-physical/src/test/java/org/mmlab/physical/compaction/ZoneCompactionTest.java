package org.mmlab.physical.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.junit.jupiter.api.Test;
import org.mmlab.api.link.PageMigrator;
import org.mmlab.api.link.PageMigrator.Mode;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.page.Compactor.Result;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.page.SmallMachine;
import org.mmlab.physical.zone.Zone;

class ZoneCompactionTest {
    private static final int ORDER = 9;

    private final PhysicalMemory memory = SmallMachine.of(64);
    private final Zone zone = memory.nodes().node(0).zone(1);
    private final ZoneHistory history = new ZoneHistory(zone);

    private Result run(Mode mode) {
        // all large blocks are taken, and nothing that is in use can move
        while (memory.allocate(Gfp.KERNEL | Gfp.MEMALLOC, ORDER, 0) != NO_FRAME) {
            // until none is left
        }
        CompactControl control = new CompactControl(
                zone, history, ORDER, MigrateType.MOVABLE, Gfp.KERNEL, mode, true, false, CompactControl.NOT_PROACTIVE);
        return new ZoneCompaction(memory, PageMigrator.NONE, control).run();
    }

    @Test
    void aCompactionThatFindsNothingLeavesPerCpuListsAlone() {
        memory.pcp().setLimits(zone, 0, 100, 200, 8);
        int frame = memory.allocate(Gfp.KERNEL, 0, 0);
        memory.free(frame, 0);
        int kept = memory.pcp().of(zone, 0).count();
        assertThat(kept).isPositive();
        assertThat(run(Mode.SYNC_LIGHT)).isEqualTo(Result.COMPLETE);
        assertThat(memory.pcp().of(zone, 0).count()).isEqualTo(kept);
    }
}
