package org.mmlab.physical.memblock;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.mmlab.physical.memblock.MemblockAllocator.NodeFallback;

/** One operation on cells, done both to a memblock and to the model. */
record MemblockOp(Kind kind, int start, int length, int node, int flags, int alignShift) {
    enum Kind {
        ADD,
        REMOVE,
        RESERVE,
        FREE,
        MARK_HOTPLUG,
        CLEAR_HOTPLUG,
        MARK_MIRROR,
        MARK_NOMAP,
        CLEAR_NOMAP,
        MARK_NOINIT,
        SET_NODE,
        ALLOCATE,
        ALLOCATE_EXACT,
        TURN_ROUND
    }

    private static final int[] FLAGS = {MemblockFlags.NONE, MemblockFlags.HOTPLUG, MemblockFlags.DRIVER_MANAGED};

    static Arbitrary<MemblockOp> any() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, CellModel.CELLS - 1),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(-1, CellModel.NODES),
                        Arbitraries.integers().between(0, FLAGS.length - 1),
                        Arbitraries.integers().between(0, 4))
                .as(MemblockOp::new);
    }

    private int end() {
        return Math.min(CellModel.CELLS, start + length);
    }

    private int storedNode() {
        return node < 0 ? CellModel.NO_NODE : node;
    }

    void applyTo(Memblock memblock, CellModel model) {
        long base = (long) start * CellModel.CELL;
        long bytes = (long) (end() - start) * CellModel.CELL;
        int end = end();
        switch (kind) {
            case ADD -> {
                memblock.addNode(base, bytes, storedNode(), FLAGS[flags]);
                model.add(start, end, storedNode(), FLAGS[flags]);
            }
            case REMOVE -> {
                memblock.remove(base, bytes);
                model.remove(start, end);
            }
            case RESERVE -> {
                memblock.reserve(base, bytes);
                model.reserve(start, end);
            }
            case FREE -> {
                memblock.physFree(base, bytes);
                model.free(start, end);
            }
            case SET_NODE -> {
                memblock.setNode(base, bytes, memblock.memory(), storedNode());
                model.setNode(start, end, storedNode());
            }
            case MARK_NOINIT -> {
                memblock.reservedMarkNoinit(base, bytes);
                model.markReserved(start, end, MemblockFlags.RSRV_NOINIT);
            }
            case ALLOCATE, ALLOCATE_EXACT -> allocate(memblock, model);
            case TURN_ROUND ->
                memblock.setDirection(
                        memblock.direction() == AllocationDirection.TOP_DOWN
                                ? AllocationDirection.BOTTOM_UP
                                : AllocationDirection.TOP_DOWN);
            default -> mark(memblock, model, base, bytes, end);
        }
    }

    private void mark(Memblock memblock, CellModel model, long base, long bytes, int end) {
        switch (kind) {
            case MARK_HOTPLUG -> {
                memblock.markHotplug(base, bytes);
                model.mark(start, end, MemblockFlags.HOTPLUG, 0);
            }
            case CLEAR_HOTPLUG -> {
                memblock.clearHotplug(base, bytes);
                model.mark(start, end, 0, MemblockFlags.HOTPLUG);
            }
            case MARK_MIRROR -> {
                memblock.markMirror(base, bytes);
                model.mark(start, end, MemblockFlags.MIRROR, 0);
            }
            case MARK_NOMAP -> {
                memblock.markNomap(base, bytes);
                model.mark(start, end, MemblockFlags.NOMAP, 0);
            }
            default -> {
                memblock.clearNomap(base, bytes);
                model.mark(start, end, 0, MemblockFlags.NOMAP);
            }
        }
    }

    /** Between the start cell and the end of everything: mirrored before plain, wanted node before any. */
    private void allocate(Memblock memblock, CellModel model) {
        boolean exact = kind == Kind.ALLOCATE_EXACT;
        int cells = Math.max(1, length / 4);
        int align = 1 << alignShift;
        int wanted = storedNode() == CellModel.NO_NODE ? Memblock.NUMA_NO_NODE : node;
        int preferred = memblock.hasMirror() ? MemblockFlags.MIRROR : MemblockFlags.NONE;
        int expected = place(model, cells, align, wanted, preferred, exact, memblock.direction());
        if (expected < 0) {
            expected = place(model, cells, align, wanted, MemblockFlags.NONE, exact, memblock.direction());
        }
        long got = memblock.allocator()
                .allocRangeNid(
                        (long) cells * CellModel.CELL,
                        (long) align * CellModel.CELL,
                        (long) start * CellModel.CELL,
                        Memblock.ALLOC_ANYWHERE,
                        wanted,
                        exact ? NodeFallback.EXACT_NODE : NodeFallback.ANY_NODE);
        assertThat(got)
                .as("place of %s", this)
                .isEqualTo(expected < 0 ? Memblock.ALLOC_FAILED : (long) expected * CellModel.CELL);
        if (expected >= 0) {
            model.reserve(expected, expected + cells);
        }
    }

    private int place(
            CellModel model,
            int cells,
            int align,
            int wanted,
            int flags,
            boolean exact,
            AllocationDirection direction) {
        int at = model.place(cells, align, start, CellModel.CELLS, wanted, flags, direction);
        return at < 0 && !exact
                ? model.place(cells, align, start, CellModel.CELLS, Memblock.NUMA_NO_NODE, flags, direction)
                : at;
    }
}
