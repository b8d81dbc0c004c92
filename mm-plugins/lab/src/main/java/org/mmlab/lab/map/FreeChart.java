package org.mmlab.lab.map;

import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.kit.machine.Machine;
import org.mmlab.lab.report.Units;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.zone.Zone;

/** Draws the free memory of each zone of a node: a bar for each order of block, stacked by migratetype. */
final class FreeChart {
    private static final double WIDTH = 240;
    private static final double BARS = 50;
    private static final double HEIGHT = 112;
    private static final double BAR = 16;

    private FreeChart() {}

    /** Height of the charts of a node. */
    static double height(Node node, double width) {
        long charts = node.zones().stream().filter(Zone::populated).count();
        long perLine = (long) (width / WIDTH);
        return (charts + perLine - 1) / perLine * HEIGHT;
    }

    /** Draws the charts of a node, as many side by side as fit. */
    static void draw(SvgWriter svg, Machine machine, Node node, double left, double top, double width)
            throws XMLStreamException {
        List<Zone> zones = node.zones().stream().filter(Zone::populated).toList();
        int perLine = (int) (width / WIDTH);
        for (int i = 0; i < zones.size(); i++) {
            draw(svg, machine, zones.get(i), left + i % perLine * WIDTH, top + i / perLine * HEIGHT);
        }
    }

    private static void draw(SvgWriter svg, Machine machine, Zone zone, double left, double top)
            throws XMLStreamException {
        String name =
                zone.type().kernelName() + ": " + Units.frames(FreeByOrder.free(machine, zone)) + " free by order";
        svg.text(left, top + 14, "", name);
        long most = 1;
        for (int order = 0; order <= FrameAllocator.MAX_ORDER; order++) {
            most = Math.max(most, FreeByOrder.blocks(machine, zone, order) << order);
        }
        double floor = top + 24 + BARS;
        svg.rectangle(left, floor, (BAR + 2) * (FrameAllocator.MAX_ORDER + 1), 1, "#666666");
        for (int order = 0; order <= FrameAllocator.MAX_ORDER; order++) {
            double x = left + order * (BAR + 2);
            svg.group(describe(machine, zone, order));
            double y = floor;
            for (int type = 0; type < MigrateType.COUNT; type++) {
                double share = BARS * FreeByOrder.frames(machine, zone, order, type) / most;
                if (share > 0) {
                    double height = Math.max(1, share);
                    y -= height;
                    svg.rectangle(x + 1, y, BAR, height, TypeColours.of(type));
                }
            }
            svg.rectangle(x, floor - BARS, BAR + 2, BARS, "transparent");
            svg.endGroup();
            svg.text(x + 1 + BAR / 2, floor + 12, "mono mid", Integer.toString(order));
        }
    }

    private static String describe(Machine machine, Zone zone, int order) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%s, order %d (%s):", zone.type().kernelName(), order, Units.frames(1L << order)));
        for (int type = 0; type < MigrateType.COUNT; type++) {
            long blocks = FreeByOrder.frames(machine, zone, order, type) >> order;
            if (blocks != 0) {
                text.append(String.format(Locale.ROOT, "\n%s: %,d blocks", MigrateType.kernelName(type), blocks));
            }
        }
        return text.toString();
    }
}
