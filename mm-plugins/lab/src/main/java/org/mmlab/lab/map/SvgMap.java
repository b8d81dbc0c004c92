package org.mmlab.lab.map;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.kit.machine.BootLayout;
import org.mmlab.kit.machine.Machine;
import org.mmlab.lab.report.Units;
import org.mmlab.physical.node.Node;

/** Draws memory as an SVG: rows of cells by physical address, node by node, and each zone's free blocks by order. */
public final class SvgMap {
    private static final int CELLS = 128;
    private static final double MARGIN = 20;
    private static final double HEADER = 112;

    private final MemoryGrid grid;
    private final SvgRows rows;

    private SvgMap(MemoryGrid grid) {
        this.grid = grid;
        rows = new SvgRows(grid, MARGIN);
    }

    /**
     * The picture of a machine, a whole XML document.
     *
     * @param mostRows most rows of cells, all nodes together
     */
    public static String of(Machine machine, int mostRows) {
        try {
            return new SvgMap(new MemoryGrid(machine, CELLS, mostRows)).draw();
        } catch (XMLStreamException e) {
            throw new UncheckedIOException("the picture cannot be written", new IOException(e));
        }
    }

    private String draw() throws XMLStreamException {
        double width = 2 * MARGIN + rows.width();
        double height = HEADER;
        for (MemoryGrid.NodeRows node : grid.nodes()) {
            height += rows.height(node) + FreeChart.height(node.node(), rows.width());
        }
        StringWriter text = new StringWriter();
        SvgWriter svg = new SvgWriter(text, width, height, "Map of physical memory");
        header(svg);
        double y = HEADER;
        for (MemoryGrid.NodeRows node : grid.nodes()) {
            rows.draw(svg, node, y);
            y += rows.height(node);
            FreeChart.draw(svg, grid.machine(), node.node(), MARGIN, y, rows.width());
            y += FreeChart.height(node.node(), rows.width());
        }
        svg.end();
        return text.toString();
    }

    private void header(SvgWriter svg) throws XMLStreamException {
        Machine machine = grid.machine();
        long managed = machine.memory().nodes().nodes().stream()
                        .mapToLong(Node::managed)
                        .sum()
                + machine.memory().deferred().frames();
        svg.text(
                MARGIN,
                MARGIN + 12,
                "big",
                String.format(
                        Locale.ROOT,
                        "Physical memory: %s managed, %d node%s, %s",
                        Units.frames(managed),
                        grid.nodes().size(),
                        grid.nodes().size() == 1 ? "" : "s",
                        machine.spec().physical().model().name()));
        svg.text(
                MARGIN,
                MARGIN + 30,
                "dim",
                String.format(
                        Locale.ROOT,
                        "A cell is %s, a row %s, a section %s (black ticks, where they can be told apart). Point at a cell for its figures.",
                        Units.frames(grid.framesPerCell()),
                        Units.frames(grid.framesPerRow()),
                        Units.bytes(1L << (BootLayout.sectionShift(machine.spec()) + 12))));
        double x = legend(svg, MARGIN, MARGIN + 52, "Frames:");
        for (FrameUse use : FrameUse.values()) {
            x = swatch(svg, x, MARGIN + 52, use.colour(), use.label());
        }
        x = legend(svg, MARGIN, MARGIN + 72, "Pageblocks (thin line):");
        for (int type = 0; type < MigrateType.COUNT; type++) {
            x = swatch(svg, x, MARGIN + 72, TypeColours.of(type), MigrateType.kernelName(type));
        }
        swatch(svg, x, MARGIN + 72, TypeColours.SEVERAL, "several types");
    }

    private static double legend(SvgWriter svg, double x, double y, String label) throws XMLStreamException {
        svg.text(x, y, "", label);
        return x + 16 + 6.6 * label.length();
    }

    private static double swatch(SvgWriter svg, double x, double y, String colour, String label)
            throws XMLStreamException {
        svg.rectangle(x - 0.5, y - 10.5, 13, 13, "#888888");
        svg.rectangle(x, y - 10, 12, 12, colour);
        svg.text(x + 17, y, "", label);
        return x + 32 + 6.1 * label.length();
    }
}
