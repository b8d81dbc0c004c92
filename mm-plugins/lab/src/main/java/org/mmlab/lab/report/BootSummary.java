package org.mmlab.lab.report;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.node.NodeTable;
import org.mmlab.physical.page.DeferredPages;
import org.mmlab.physical.zone.Zone;

/** What a kernel says about memory while it boots. */
public final class BootSummary {
    private static final int FRAME_KBYTES = 4;
    private static final long NS_PER_MS = 1_000_000;

    private BootSummary() {}

    /** Some lines, each ended. */
    public static String of(Machine machine) {
        NodeTable nodes = machine.memory().nodes();
        long present = 0;
        long managed = 0;
        for (Node node : nodes.nodes()) {
            present += node.present();
            managed += node.managed();
        }
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "Linux %s on %s: %d nodes, %d CPUs\n",
                machine.spec().kernel().text(),
                machine.spec().hardware().pageTable().name(),
                nodes.count(),
                nodes.cpus()));
        for (Node node : nodes.nodes()) {
            text.append("Fallback order for Node ")
                    .append(node.id())
                    .append(": ")
                    .append(fallback(node))
                    .append('\n');
        }
        text.append(String.format(
                Locale.ROOT,
                "Memory: %dK/%dK available (%dK reserved), min_free_kbytes %d\n",
                managed * FRAME_KBYTES,
                present * FRAME_KBYTES,
                (present - managed) * FRAME_KBYTES,
                machine.memory().context().tunables().minFreeKbytes()));
        DeferredPages deferred = machine.memory().deferred();
        for (DeferredPages.Done done : deferred.done()) {
            text.append(done).append('\n');
        }
        if (!deferred.done().isEmpty()) {
            text.append(String.format(
                    Locale.ROOT,
                    "Deferred initialisation saved %dms of the boot CPU's time\n",
                    deferred.savedNs() / NS_PER_MS));
        }
        if (deferred.pending()) {
            text.append(String.format(
                    Locale.ROOT,
                    "Deferred: %dK are initialised while the machine runs\n",
                    deferred.frames() * FRAME_KBYTES));
        }
        return text.toString();
    }

    private static String fallback(Node node) {
        Set<Integer> order = new LinkedHashSet<>();
        for (Zone zone : node.fallback().zones()) {
            order.add(zone.node());
        }
        return order.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
