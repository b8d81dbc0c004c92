package org.mmlab.lab.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.zone.Zone;

/**
 * The frames of a machine, summed up in cells. Cells and rows are aligned powers of two, as small as a wanted number of rows allows;
 * rows without memory are left out. A snapshot. O(frames in use + rows).
 */
final class MemoryGrid {
    /** The rows of one node, ascending. */
    record NodeRows(Node node, List<Row> rows) {}

    private final Machine machine;
    private final PhysicalMemory memory;
    private final int cellsPerRow;
    private final long framesPerCell;
    private final List<NodeRows> nodes = new ArrayList<>();

    /**
     * Looks at a machine.
     *
     * @param cellsPerRow a power of two
     * @param mostRows rows of all nodes together, kept to as far as there are not more nodes and holes than that
     */
    MemoryGrid(Machine machine, int cellsPerRow, int mostRows) {
        this.machine = machine;
        this.memory = machine.memory();
        this.cellsPerRow = cellsPerRow;
        framesPerCell = scale(mostRows);
        for (Node node : memory.nodes().nodes()) {
            nodes.add(new NodeRows(node, rows(node)));
        }
    }

    private long scale(int mostRows) {
        long frames = 1;
        long before = Long.MAX_VALUE;
        long rows = rowsAt(frames);
        while (rows > mostRows && (rows < before || frames < 1L << 20)) {
            before = rows;
            frames <<= 1;
            rows = rowsAt(frames);
        }
        return frames;
    }

    private long rowsAt(long frames) {
        long rows = 0;
        for (Node node : memory.nodes().nodes()) {
            rows += Stretch.rows(Stretch.of(machine, node), frames * cellsPerRow);
        }
        return rows;
    }

    private List<Row> rows(Node node) {
        TreeMap<Long, Row> rows = new TreeMap<>();
        for (Stretch stretch : Stretch.of(machine, node)) {
            read(node, stretch, rows);
        }
        rows.values().removeIf(row -> !row.hasMemory());
        nameZones(node, rows);
        return List.copyOf(rows.values());
    }

    private void read(Node node, Stretch stretch, TreeMap<Long, Row> rows) {
        long pfn = stretch.start();
        long end = Math.max(pfn, Math.min(stretch.end(), memory.deferred().firstPfn(node.id())));
        readWaiting(node, end, stretch.end(), rows);
        while (pfn < end) {
            @FrameIndex int frame = memory.frameOf(Addresses.pfn(pfn));
            long run = 1;
            if (frame != Addresses.NO_FRAME && memory.nodeOf(frame) == node.id()) {
                run = Math.min(FrameUse.run(memory.table(), frame), end - pfn);
                add(pfn, run, frame, rows);
            }
            pfn += run;
        }
    }

    /** Frames that are not initialised yet are drawn as what they will be: free in the largest blocks, or reserved. */
    private void readWaiting(Node node, long start, long end, TreeMap<Long, Row> rows) {
        long[] at = {start};
        for (Zone zone : node.zones()) {
            memory.deferred().forEachFreeRun(zone, (from, to) -> {
                if (from < end && to > start) {
                    long first = Math.max(from, start);
                    addWaiting(at[0], first, FrameUse.RESERVED, 0, zone, rows);
                    at[0] = Math.min(to, end);
                    FreeByOrder.forEachBlock(
                            first,
                            at[0],
                            (pfn, order) ->
                                    addWaiting(pfn, pfn + (1L << order), freeUse(zone, order), order, zone, rows));
                }
            });
            if (memory.deferred().waits(zone)) {
                addWaiting(at[0], end, FrameUse.RESERVED, 0, zone, rows);
            }
        }
    }

    private static FrameUse freeUse(Zone zone, int order) {
        return order >= zone.pageblockOrder() ? FrameUse.FREE : FrameUse.FRAGMENT;
    }

    private void addWaiting(long start, long end, FrameUse use, int order, Zone zone, TreeMap<Long, Row> rows) {
        for (long pfn = start; pfn < end; ) {
            long part = Math.min(end - pfn, framesPerCell - pfn % framesPerCell);
            @FrameIndex int frame = memory.frameOf(Addresses.pfn(pfn));
            cell(pfn, rows).add(use, part, order, zone.pageblockType(frame));
            pfn += part;
        }
    }

    /** Adds a run of frames of one use, split at the borders of cells and pageblocks. */
    private void add(long pfn, long run, @FrameIndex int frame, TreeMap<Long, Row> rows) {
        Zone zone = memory.zoneOf(frame);
        int order = Long.SIZE - 1 - Long.numberOfLeadingZeros(run);
        FrameUse use = order >= zone.pageblockOrder() ? FrameUse.FREE : FrameUse.of(memory.table(), frame);
        long step = Math.min(framesPerCell, 1L << zone.pageblockOrder());
        long done = 0;
        while (done < run) {
            long at = pfn + done;
            long part = Math.min(run - done, step - at % step);
            @FrameIndex int first = Addresses.frame(Addresses.rawFrame(frame) + (int) done);
            cell(at, rows).add(use, part, order, zone.pageblockType(first));
            done += part;
        }
    }

    private Cell cell(long pfn, TreeMap<Long, Row> rows) {
        Row row = rows.computeIfAbsent(pfn / framesPerRow(), this::emptyRow);
        int index = (int) ((pfn - row.startPfn()) / framesPerCell);
        if (row.cells()[index] == Cell.HOLE) {
            row.cells()[index] = new Cell();
        }
        return row.cells()[index];
    }

    private Row emptyRow(long number) {
        Cell[] cells = new Cell[cellsPerRow];
        Arrays.fill(cells, Cell.HOLE);
        return new Row(number * framesPerRow(), cells, new ArrayList<>());
    }

    private void nameZones(Node node, TreeMap<Long, Row> rows) {
        for (Zone zone : node.zones()) {
            Long first = zone.populated() ? rows.ceilingKey(Addresses.rawPfn(zone.startPfn()) / framesPerRow()) : null;
            Row row = first == null ? null : rows.get(first);
            if (row != null) {
                row.zones().add(zone.type().kernelName());
            }
        }
    }

    /** The machine. */
    Machine machine() {
        return machine;
    }

    /** The rows, node by node. */
    List<NodeRows> nodes() {
        return nodes;
    }

    /** Cells in a row. */
    int cellsPerRow() {
        return cellsPerRow;
    }

    /** Frames in a cell. */
    long framesPerCell() {
        return framesPerCell;
    }

    /** Frames in a row. */
    long framesPerRow() {
        return framesPerCell * cellsPerRow;
    }
}
