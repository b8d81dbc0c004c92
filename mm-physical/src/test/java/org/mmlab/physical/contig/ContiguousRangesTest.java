package org.mmlab.physical.contig;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.page.SmallMachine;
import org.mmlab.physical.zone.Zone;

class ContiguousRangesTest {
    private static final long MOVABLE_START = 32 << 8;
    private static final int MOVABLE = Gfp.KERNEL | Gfp.MOVABLE | Gfp.HIGHMEM;
    private static final int BLOCK = 512;

    private final PhysicalMemory memory = SmallMachine.of(64, builder -> builder.movableStarts(MOVABLE_START));
    private final ContiguousRanges ranges = new ContiguousRanges(memory, RangeMigrator.NONE);
    private final Zone zone =
            memory.nodes().node(0).zone(memory.context().layout().indexOf(ZoneType.MOVABLE));

    ContiguousRangesTest() {
        memory.pcp().setLimits(zone, 0, 100, 200, 10);
    }

    private int kept() {
        return memory.pcp().of(zone, 0).count();
    }

    private ContiguousRanges.Outcome allocate(long start, long end) {
        return ranges.allocate(Addresses.pfn(start), Addresses.pfn(end), MigrateType.MOVABLE);
    }

    private long page(int order) {
        int frame = memory.allocate(MOVABLE | (order > 0 ? Gfp.COMP : 0), order, 0);
        return Addresses.rawPfn(memory.pfnOf(frame));
    }

    @Test
    void aRangeThatEndsWithinACompoundPageOfMovableMemoryFailsBeforePerCpuListsAreEmptied() {
        long large = page(FrameAllocator.MAX_ORDER);
        assertThat(large).isGreaterThanOrEqualTo(MOVABLE_START);
        page(0);
        int kept = kept();
        assertThat(kept).isPositive();
        assertThat(allocate(large, large + 1)).isEqualTo(ContiguousRanges.Outcome.BUSY);
        assertThat(allocate(large + BLOCK, large + BLOCK + 1)).isEqualTo(ContiguousRanges.Outcome.BUSY);
        assertThat(kept()).isEqualTo(kept);
        assertThat(zone.isolatedPageblocks()).isZero();
        assertThat(zone.pageblockType(memory.frameOf(Addresses.pfn(large)))).isEqualTo(MigrateType.MOVABLE);
    }

    @Test
    void aRangeThatHoldsAPageInUseFailsAfterPerCpuListsAreEmptied() {
        long used = page(0);
        assertThat(kept()).isPositive();
        assertThat(allocate(used, used + 1)).isEqualTo(ContiguousRanges.Outcome.BUSY);
        assertThat(kept()).isZero();
        assertThat(zone.isolatedPageblocks()).isZero();
    }
}
