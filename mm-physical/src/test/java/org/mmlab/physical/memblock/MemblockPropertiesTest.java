package org.mmlab.physical.memblock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;
import org.mmlab.physical.memblock.CellModel.Run;

/** Whatever is done to a memblock, its lists say what an array of cells says. */
class MemblockPropertiesTest {
    private static final MemblockConfig FOUR_NODES = new MemblockConfig(CellModel.NODES, 1024, 1024, 4, 24, 64);

    private Memblock memblock;
    private CellModel model;

    @BeforeTry
    void startEmpty() {
        memblock = new Memblock(FOUR_NODES);
        memblock.setMirroredKernelcore(true);
        model = new CellModel();
    }

    @Provide
    Arbitrary<List<MemblockOp>> scripts() {
        return MemblockOp.any().withoutEdgeCases().list().ofMinSize(1).ofMaxSize(40);
    }

    @Property(tries = 1500)
    void listsStaySortedDisjointMergedAndEqualToTheModel(@ForAll("scripts") List<MemblockOp> script) {
        for (MemblockOp op : script) {
            op.applyTo(memblock, model);
            assertMinimal(memblock.memory());
            assertMinimal(memblock.reserved());
            assertSame(memblock.memory(), model.memoryNode, model.memoryFlags);
            assertSame(memblock.reserved(), model.reservedNode, model.reservedFlags);
            assertThat(memblock.query().physMemSize()).isEqualTo(model.memoryCells() * CellModel.CELL);
            assertThat(memblock.query().reservedSize()).isEqualTo(model.reservedCells() * CellModel.CELL);
        }
    }

    @Property(tries = 700)
    void freeRangesUpwardsAndDownwardsAreTheModelsRuns(@ForAll("scripts") List<MemblockOp> script) {
        script.forEach(op -> op.applyTo(memblock, model));
        for (int node = -1; node <= CellModel.NODES; node++) {
            for (int flags = 0; flags < 16; flags++) {
                List<Run> expected = model.freeRuns(node, flags);
                assertThat(runs(memblock.query().freeRanges(node, flags))).isEqualTo(expected);
                List<Run> downwards = runs(memblock.query().freeRangesReverse(node, flags));
                Collections.reverse(downwards);
                assertThat(downwards).isEqualTo(expected);
            }
        }
    }

    @Property(tries = 300)
    void everyQuestionIsAnsweredAsByLookingAtTheCells(@ForAll("scripts") List<MemblockOp> script) {
        script.forEach(op -> op.applyTo(memblock, model));
        MemblockQuery query = memblock.query();
        for (int cell = 0; cell < CellModel.CELLS; cell++) {
            long address = (long) cell * CellModel.CELL + 7;
            assertThat(query.isMemory(address)).isEqualTo(model.hasMemory(cell));
            assertThat(query.isReserved(address)).isEqualTo(model.isReserved(cell));
            assertThat(query.isMapMemory(address))
                    .isEqualTo(model.hasMemory(cell) && (model.memoryFlags[cell] & MemblockFlags.NOMAP) == 0);
            assertThat(query.isRegionReserved(address, 2 * CellModel.CELL)).isEqualTo(reservedNear(cell));
        }
        int highest = CellModel.CELLS - 1;
        while (highest >= 0 && !model.hasMemory(highest)) {
            highest--;
        }
        assertThat(query.endOfDram()).isEqualTo((highest + 1L) * CellModel.CELL);
    }

    @Property(tries = 300)
    void pfnRangesAreTheWholeFramesOfEachRegion(@ForAll("scripts") List<MemblockOp> script) {
        script.forEach(op -> op.applyTo(memblock, model));
        long frames = 0;
        PfnRangeCursor ranges = memblock.query().memPfnRanges(Memblock.NUMA_NO_NODE);
        while (ranges.next()) {
            for (long pfn = ranges.startPfn(); pfn < ranges.endPfn(); pfn++) {
                frames++;
                for (int i = 0; i < CellModel.PAGE_CELLS; i++) {
                    assertThat(model.memoryNode[(int) pfn * CellModel.PAGE_CELLS + i])
                            .isEqualTo(ranges.nid());
                }
                assertThat(memblock.query().nidOf(pfn)).isEqualTo(ranges.nid());
            }
        }
        assertThat(frames).isEqualTo(wholeFrames());
    }

    @Property(tries = 300)
    void freeingWhatWasJustAllocatedLeavesNoTrace(@ForAll("scripts") List<MemblockOp> script) {
        script.forEach(op -> op.applyTo(memblock, model));
        List<String> before = MemblockDump.debugfs(memblock, memblock.reserved());
        long got = memblock.allocator().physAlloc(3 * CellModel.CELL, CellModel.CELL);
        if (got != Memblock.ALLOC_FAILED) {
            assertThat(MemblockDump.debugfs(memblock, memblock.reserved())).isNotEqualTo(before);
            memblock.free(got, 3 * CellModel.CELL);
        }
        assertThat(MemblockDump.debugfs(memblock, memblock.reserved())).isEqualTo(before);
    }

    @Property(tries = 300)
    void aMemoryLimitKeepsTheLowestBytes(@ForAll("scripts") List<MemblockOp> script) {
        script.forEach(op -> op.applyTo(memblock, model));
        long limit = Math.max(1, model.memoryCells() / 2);
        memblock.limits().enforceMemoryLimit(limit * CellModel.CELL);
        int seen = 0;
        for (int cell = 0; cell < CellModel.CELLS; cell++) {
            seen += model.hasMemory(cell) ? 1 : 0;
            boolean kept = model.hasMemory(cell) && seen <= limit;
            assertThat(memblock.query().isMemory((long) cell * CellModel.CELL)).isEqualTo(kept);
        }
    }

    private boolean reservedNear(int cell) {
        boolean near = false;
        for (int i = cell; i <= Math.min(CellModel.CELLS - 1, cell + 2); i++) {
            near |= model.isReserved(i);
        }
        return near;
    }

    private long wholeFrames() {
        long frames = 0;
        for (int first = 0; first + CellModel.PAGE_CELLS <= CellModel.CELLS; first += CellModel.PAGE_CELLS) {
            boolean whole = model.hasMemory(first);
            for (int i = 1; i < CellModel.PAGE_CELLS; i++) {
                whole &= model.memoryNode[first + i] == model.memoryNode[first]
                        && model.memoryFlags[first + i] == model.memoryFlags[first];
            }
            frames += whole ? 1 : 0;
        }
        return frames;
    }

    private static void assertMinimal(RegionArray list) {
        for (int i = 0; i < list.count(); i++) {
            assertThat(list.size(i)).isPositive();
            if (i > 0) {
                assertThat(list.base(i)).isGreaterThanOrEqualTo(list.end(i - 1));
                boolean joinable = list.base(i) == list.end(i - 1)
                        && list.nid(i) == list.nid(i - 1)
                        && list.flags(i) == list.flags(i - 1);
                assertThat(joinable)
                        .as("regions %d and %d of %s could be one", i - 1, i, list.name())
                        .isFalse();
            }
        }
    }

    private static void assertSame(RegionArray list, int[] nodes, int[] flags) {
        int[] seenNodes = new int[CellModel.CELLS];
        int[] seenFlags = new int[CellModel.CELLS];
        Arrays.fill(seenNodes, -1);
        for (int i = 0; i < list.count(); i++) {
            for (long cell = list.base(i) / CellModel.CELL; cell < list.end(i) / CellModel.CELL; cell++) {
                seenNodes[(int) cell] = list.nid(i);
                seenFlags[(int) cell] = list.flags(i);
            }
        }
        assertThat(seenNodes).isEqualTo(nodes);
        assertThat(seenFlags).isEqualTo(flags);
    }

    private static List<Run> runs(MemRangeCursor ranges) {
        List<Run> runs = new ArrayList<>();
        while (ranges.next()) {
            if (ranges.start() == ranges.end()) {
                continue; // between reservations that touch and differ
            }
            runs.add(new Run(
                    (int) (ranges.start() / CellModel.CELL), (int) (ranges.end() / CellModel.CELL), ranges.nid()));
        }
        return runs;
    }
}
