package org.mmlab.physical.pcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.junit.jupiter.api.Test;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.page.SmallMachine;
import org.mmlab.physical.zone.Zone;

class PcpAllocatorTest {
    private static final int CPU = 0;
    private static final int HUGE = PcpLists.HUGE_ORDER;

    private static Zone zone(PhysicalMemory memory) {
        return memory.nodes().node(0).zone(1);
    }

    @Test
    void whereTheLimitsCrossTheUpperOneWinsFromTheSecondUseOn() {
        PhysicalMemory memory = SmallMachine.of(64);
        PerCpuPages pages = memory.pcp().of(zone(memory), CPU);
        memory.pcp().setLimits(zone(memory), CPU, 100, 50, 1);
        pages.setState(0, 0, 0, 0);
        int frame = memory.allocate(Gfp.KERNEL, 0, 0);
        memory.free(frame, 0);
        assertThat(pages.high()).isEqualTo(50);
    }

    @Test
    void aBlockPutBackAsRecordedIsRememberedWithTheTypeOfItsPageblock() {
        PhysicalMemory memory = SmallMachine.of(64, builder -> builder.kernel(KernelVersion.V6_1));
        Zone zone = zone(memory);
        int frame = memory.allocate(Gfp.KERNEL | Gfp.RECLAIMABLE, HUGE, 0);
        assertThat(frame).isNotEqualTo(NO_FRAME);
        assertThat(zone.pageblockType(frame)).isEqualTo(MigrateType.RECLAIMABLE);
        memory.drainLocal();
        long before = zone.freeBlocks().blocks(HUGE + 1, MigrateType.RECLAIMABLE);
        memory.table().setRefcount(frame, 0);
        memory.pcp().restore(zone, CPU, memory.pcp().shape().indexOf(HUGE, MigrateType.UNMOVABLE), frame);
        memory.drainLocal();
        assertThat(zone.freeBlocks().blocks(HUGE + 1, MigrateType.RECLAIMABLE)).isEqualTo(before + 1);
        assertThat(zone.freeBlocks().blocks(HUGE + 1, MigrateType.UNMOVABLE)).isZero();
    }

    @Test
    void reservedBlocksAreKeptWithTheMovableOnes() {
        assertThat(PcpLists.listType(MigrateType.HIGHATOMIC)).isEqualTo(MigrateType.MOVABLE);
        assertThat(PcpLists.listType(MigrateType.RECLAIMABLE)).isEqualTo(MigrateType.RECLAIMABLE);
    }
}
