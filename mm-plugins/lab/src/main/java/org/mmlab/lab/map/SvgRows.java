package org.mmlab.lab.map;

import javax.xml.stream.XMLStreamException;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.lab.report.Units;

/** Draws the rows of a node: addresses to the left, cells, and to the right the zones and sections that begin. */
final class SvgRows {
    private static final double CELL = 6;
    private static final double BAR = 16;
    private static final double TYPES = 4;
    private static final double PITCH = 25;
    private static final double TITLE = 48;
    private static final double ADDRESSES = 100;
    private static final double NOTES = 220;
    private static final int TICKS = 4;
    private static final int MOST_TICKS = 32;
    private static final int MOST_LONG_TICKS = 4;

    private final MemoryGrid grid;
    private final RowNotes notes;
    private final double left;

    SvgRows(MemoryGrid grid, double left) {
        this.grid = grid;
        this.left = left;
        notes = new RowNotes(grid);
    }

    /** Width of everything. */
    double width() {
        return ADDRESSES + grid.cellsPerRow() * CELL + NOTES;
    }

    /** Height of a node: title, axis, rows, and a line for each hole. */
    double height(MemoryGrid.NodeRows node) {
        return node.rows().isEmpty() ? TITLE : TITLE + lines(node) * PITCH;
    }

    private long lines(MemoryGrid.NodeRows node) {
        long lines = 0;
        Row before = null;
        for (Row row : node.rows()) {
            lines += hole(before, row) == 0 ? 1 : 2;
            before = row;
        }
        return lines;
    }

    /** Frames between a row and the one before it. */
    private long hole(@Nullable Row before, Row row) {
        return before == null ? 0 : row.startPfn() - before.startPfn() - grid.framesPerRow();
    }

    /** Draws a node from {@code top} on. */
    void draw(SvgWriter svg, MemoryGrid.NodeRows node, double top) throws XMLStreamException {
        svg.text(left, top + 14, "big", Units.node(node.node(), FreeByOrder.waiting(grid.machine(), node.node())));
        if (!node.rows().isEmpty()) {
            axis(svg, top + TITLE - 8);
        }
        double y = top + TITLE;
        Row before = null;
        for (Row row : node.rows()) {
            long hole = hole(before, row);
            if (hole != 0) {
                svg.text(left + ADDRESSES, y + BAR - 4, "dim", Units.frames(hole) + " without memory of this node");
                y += PITCH;
            }
            row(svg, row, y);
            y += PITCH;
            before = row;
        }
    }

    private void axis(SvgWriter svg, double y) throws XMLStreamException {
        double quarter = grid.cellsPerRow() * CELL / TICKS;
        svg.text(left + ADDRESSES - 8, y, "dim end", "address");
        for (int tick = 0; tick < TICKS; tick++) {
            String label = "+" + Units.frames(grid.framesPerRow() * tick / TICKS);
            svg.text(left + ADDRESSES + tick * quarter, y, "dim", tick == 0 ? "+0" : label);
        }
    }

    private void row(SvgWriter svg, Row row, double y) throws XMLStreamException {
        svg.text(left + ADDRESSES - 8, y + BAR - 4, "mono end", Units.address(row.startPfn()));
        double x0 = left + ADDRESSES;
        int i = 0;
        while (i < row.cells().length) {
            int end = i + 1;
            while (end < row.cells().length && row.cells()[end].looksLike(row.cells()[i])) {
                end++;
            }
            if (row.cells()[i].present() != 0) {
                cells(svg, row, i, end, y);
            }
            i = end;
        }
        sections(svg, row, y);
        svg.text(x0 + grid.cellsPerRow() * CELL + 10, y + BAR - 4, "", notes.of(row));
    }

    /** Cells that look alike, as one. */
    private void cells(SvgWriter svg, Row row, int from, int to, double y) throws XMLStreamException {
        Cell cell = row.cells()[from];
        long start = row.startPfn() + from * grid.framesPerCell();
        String cells = to - from == 1 ? "" : ", " + (to - from) + " cells alike, each:";
        svg.group(Units.address(start) + " to " + Units.address(row.startPfn() + to * grid.framesPerCell()) + cells
                + "\n" + cell.describe());
        double x = left + ADDRESSES + from * CELL;
        double width = (to - from) * CELL;
        double bottom = y + BAR;
        for (FrameUse use : FrameUse.values()) {
            double share = BAR * cell.frames(use) / cell.present();
            double height = Math.min(Math.max(1, share), bottom - y); // what is there can be seen
            if (share > 0 && height > 0) {
                svg.rectangle(x, bottom - height, width, height, use.colour());
                bottom -= height;
            }
        }
        svg.rectangle(x, y + BAR + 1, width, TYPES, TypeColours.of(cell));
        svg.endGroup();
    }

    /** A tick where a section begins; a short one where there are many, none where there are too many to tell apart. */
    private void sections(SvgWriter svg, Row row, double y) throws XMLStreamException {
        long step = notes.sectionFrames();
        long inRow = grid.framesPerRow() / step;
        if (inRow > MOST_TICKS) {
            return;
        }
        long end = row.startPfn() + grid.framesPerRow();
        double height = inRow > MOST_LONG_TICKS ? 4 : BAR + TYPES + 4;
        for (long pfn = (row.startPfn() + step - 1) / step * step; pfn < end; pfn += step) {
            double x = left + ADDRESSES + CELL * (pfn - row.startPfn()) / grid.framesPerCell();
            svg.rectangle(x - 0.5, y - 3, 1, height, "#000000");
        }
    }
}
