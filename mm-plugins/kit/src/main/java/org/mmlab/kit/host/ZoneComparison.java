package org.mmlab.kit.host;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.zone.Watermark;
import org.mmlab.physical.zone.Zone;

/**
 * A computer's zones and a machine's, figure by figure.
 *
 * @param equal how many figures are equal
 * @param differences those that are not
 */
public record ZoneComparison(int equal, List<Difference> differences) {
    /** What is compared, in frames. */
    private static final List<String> FIGURES =
            List.of("start_pfn", "spanned", "present", "managed", "min", "low", "high");

    /**
     * A figure that differs.
     *
     * @param node the computer's node
     * @param zone name of the zone
     * @param figure name of the figure as in zoneinfo
     * @param host the computer's value
     * @param machine the machine's
     */
    public record Difference(int node, String zone, String figure, long host, long machine) {}

    static ZoneComparison of(List<HostZone> zones, List<Integer> nodes, Machine machine) {
        int equal = 0;
        List<Difference> differences = new ArrayList<>();
        for (HostZone host : zones) {
            Zone zone = zone(machine, nodes.indexOf(host.node()), host.name());
            if (!host.populated() && (zone == null || !zone.populated())) {
                continue;
            }
            for (String figure : FIGURES) {
                long built = zone == null ? 0 : figure(zone, figure);
                if (built == host.figure(figure)) {
                    equal++;
                } else {
                    differences.add(new Difference(host.node(), host.name(), figure, host.figure(figure), built));
                }
            }
        }
        return new ZoneComparison(equal, List.copyOf(differences));
    }

    private static @Nullable Zone zone(Machine machine, int node, String name) {
        for (Zone zone : machine.memory().nodes().node(node).zones()) {
            if (zone.type().kernelName().equals(name)) {
                return zone;
            }
        }
        return null;
    }

    private static long figure(Zone zone, String figure) {
        return switch (figure) {
            case "start_pfn" -> Addresses.rawPfn(zone.startPfn());
            case "spanned" -> zone.spanned();
            case "present" -> zone.present();
            case "managed" -> zone.managedFrames();
            case "min" -> zone.watermark(Watermark.MIN.ordinal());
            case "low" -> zone.watermark(Watermark.LOW.ordinal());
            default -> zone.watermark(Watermark.HIGH.ordinal());
        };
    }
}
