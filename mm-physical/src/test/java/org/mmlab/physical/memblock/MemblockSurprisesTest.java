package org.mmlab.physical.memblock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where memblock does not do what one would think. */
class MemblockSurprisesTest {
    private static final long MIB = 1 << 20;

    private final Memblock memblock = new Memblock(MemblockConfig.numa64(10));

    @Test
    void theFirstPageIsNeverHandedOut() {
        memblock.add(0, 8192);
        assertThat(memblock.allocator().physAlloc(4096, 4096)).isEqualTo(4096);
        assertThat(memblock.allocator().physAlloc(64, 64)).isEqualTo(Memblock.ALLOC_FAILED);
    }

    @Test
    void aLowerBoundIsOnlyAWishForTheAllocationsThatReturnPointers() {
        memblock.add(MIB, MIB);
        assertThat(memblock.allocator().physAllocRange(64, 64, 8 * MIB, Memblock.ALLOC_ACCESSIBLE))
                .isZero();
        assertThat(memblock.allocator().allocFrom(64, 64, 8 * MIB)).isEqualTo(2 * MIB - 64);
    }

    @Test
    void oneFreeRangeEndsWhereNodeOrFlagsChange() {
        memblock.addNode(0, MIB, 0, MemblockFlags.NONE);
        memblock.addNode(MIB, MIB, 1, MemblockFlags.NONE);
        assertThat(memblock.allocator().physAlloc(MIB + 4096, 4096)).isEqualTo(Memblock.ALLOC_FAILED);
    }

    @Test
    void trimmingLeavesTheRunningTotalAsItWas() {
        memblock.add(0x1000, 0x9ec00);
        memblock.limits().trimMemory(4096);
        assertThat(memblock.memory().size(0)).isEqualTo(0x9e000);
        assertThat(memblock.query().physMemSize()).isEqualTo(0x9ec00);
    }

    @Test
    void aRangeThatPassesTheTopIsCutOneByteShortOfIt() {
        memblock.reserve(-MIB, 2 * MIB);
        assertThat(memblock.reserved().size(0)).isEqualTo(MIB - 1);
        assertThat(memblock.query().isRegionReserved(-2, 5)).isTrue();
    }

    @Test
    void mirroredMemoryIsPreferredAndThenGivenUp() {
        List<String> lines = new ArrayList<>();
        Memblock mirrored = new Memblock(MemblockConfig.numa64(10), warnings(lines), BootRam.NO_CONTENTS);
        mirrored.setMirroredKernelcore(true);
        mirrored.add(MIB, 4 * MIB);
        mirrored.markMirror(MIB, MIB);
        assertThat(mirrored.allocator().physAlloc(MIB, MIB)).isEqualTo(MIB);
        assertThat(lines).isEmpty();
        assertThat(mirrored.allocator().physAlloc(MIB, MIB)).isEqualTo(4 * MIB);
        assertThat(lines).containsExactly("Could not allocate 0x0000000000100000 bytes of mirrored memory");
    }

    @Test
    void unpluggableMemoryIsPassedOverOnlyUnderMovableNode() {
        memblock.addNode(MIB, MIB, 0, MemblockFlags.NONE);
        memblock.addNode(2 * MIB, MIB, 1, MemblockFlags.HOTPLUG);
        assertThat(memblock.allocator().physAllocTryNid(4096, 4096, 1)).isEqualTo(3 * MIB - 4096);
        memblock.setMovableNode(true);
        assertThat(memblock.allocator().physAllocTryNid(4096, 4096, 1)).isEqualTo(2 * MIB - 4096);
    }

    @Test
    void cappingKeepsMemoryOutsideTheDirectMapWhereverItIs() {
        memblock.add(0, 16 * MIB);
        memblock.markNomap(12 * MIB, MIB);
        memblock.limits().capMemoryRange(4 * MIB, 2 * MIB);
        assertThat(MemblockDump.debugfs(memblock, memblock.memory()))
                .containsExactly(
                        "   0: 0x0000000000400000..0x00000000005fffff    x NONE",
                        "   1: 0x0000000000c00000..0x0000000000cfffff    x NOMAP");
    }

    @Test
    void clearedAllocationsClearExactlyWhatTheyTook() {
        List<String> cleared = new ArrayList<>();
        Memblock withRam = new Memblock(
                MemblockConfig.numa64(10), MemblockLog.SILENT, (base, bytes) -> cleared.add(base + "+" + bytes));
        withRam.add(MIB, MIB);
        withRam.allocator().allocRaw(100, 64);
        withRam.allocator().alloc(4 * MIB, 64);
        assertThat(cleared).isEmpty();
        long got = withRam.allocator().alloc(100, 64);
        assertThat(cleared).containsExactly(got + "+100");
    }

    @Test
    void withoutNumaEveryRegionIsOnNodeZero() {
        Memblock uma = new Memblock(MemblockConfig.uma32(20));
        uma.add(MIB, MIB);
        uma.setNode(MIB, MIB, uma.memory(), 3);
        assertThat(uma.memory().nid(0)).isZero();
        assertThat(uma.allocator().physAllocTryNid(4096, 4096, 0)).isEqualTo(2 * MIB - 4096);
    }

    @Test
    void aZoneSeesItsOwnFreeFramesOnly() {
        memblock.addNode(0, 64 * MIB, 0, MemblockFlags.NONE);
        memblock.reserve(20 * MIB, 4 * MIB);
        memblock.addNode(64 * MIB, 64 * MIB, 1, MemblockFlags.NONE);
        ZonePfnRangeCursor free = memblock.query().freePfnRangesInZone(0, 4096, 12288);
        assertThat(free.next()).isTrue();
        assertThat(new long[] {free.startPfn(), free.endPfn()}).containsExactly(4096, 5120);
        assertThat(free.next()).isTrue();
        assertThat(new long[] {free.startPfn(), free.endPfn()}).containsExactly(6144, 12288);
        assertThat(free.next()).isFalse();
    }

    @Test
    void firmwareThatForgetsNodesIsNoticed() {
        memblock.addNode(0, 64 * MIB, 0, MemblockFlags.NONE);
        memblock.add(64 * MIB, 2 * MIB);
        assertThat(memblock.query().validateNumaCoverage(2 * MIB)).isTrue();
        assertThat(memblock.query().validateNumaCoverage(2 * MIB - 1)).isFalse();
    }

    @Test
    void listsOfAnotherMemblockAreRefused() {
        RegionArray foreign = new Memblock(MemblockConfig.numa64(10)).memory();
        assertThatThrownBy(() -> memblock.setNode(0, MIB, foreign, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belongs to another memblock");
    }

    @Test
    void theDebugLogSaysWhatTheKernelSays() {
        List<String> lines = new ArrayList<>();
        Memblock debugged = new Memblock(MemblockConfig.numa64(10), everything(lines), BootRam.NO_CONTENTS);
        debugged.add(MIB, MIB);
        debugged.allocator().allocTryNid(4096, 64, 0, 0, -1);
        assertThat(lines)
                .containsExactly(
                        "memblock_add: [0x0000000000100000-0x00000000001fffff]",
                        "memblock_alloc_try_nid: 4096 bytes align=0x40 nid=-1 from=0x0000000000000000 max_addr=0x0000000000000000",
                        "memblock_reserve: [0x00000000001ff000-0x00000000001fffff]");
    }

    @Test
    void reservationsThatTouchAndDifferHaveAnEmptyFreeRangeBetweenThem() {
        memblock.add(0, 4 * MIB);
        memblock.reserve(MIB, 2 * MIB);
        memblock.reservedMarkNoinit(2 * MIB, MIB);
        List<Long> starts = new ArrayList<>();
        MemRangeCursor free = memblock.query().freeRanges(Memblock.NUMA_NO_NODE, MemblockFlags.NONE);
        while (free.next()) {
            starts.add(free.start());
        }
        assertThat(starts).containsExactly(0L, 2 * MIB, 3 * MIB);
    }

    private static MemblockLog warnings(List<String> lines) {
        return new Recorder(lines, false);
    }

    private static MemblockLog everything(List<String> lines) {
        return new Recorder(lines, true);
    }

    private record Recorder(List<String> lines, boolean debug) implements MemblockLog {
        @Override
        public void print(String line) {
            lines.add(line);
        }
    }
}
