package org.mmlab.kit.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A zone as {@code /proc/zoneinfo} shows it.
 *
 * @param node its node
 * @param name {@code DMA}, {@code Normal}, …
 * @param figures numbers by name: min, low, high, promo, spanned, present, managed, start_pfn, as far as shown
 */
record HostZone(int node, String name, Map<String, Long> figures) {
    private static final Pattern HEAD = Pattern.compile("Node (\\d+), zone +(\\w+)");
    private static final Pattern FIGURE = Pattern.compile(" +(\\w+):? +(\\d+)");
    private static final Set<String> KEPT =
            Set.of("min", "low", "high", "promo", "spanned", "present", "managed", "start_pfn");

    /** All zones, the empty ones too. Figures of per-CPU lists, which have the same names, are told apart by their colon. */
    static List<HostZone> read(List<String> lines, String place) {
        List<HostZone> zones = new ArrayList<>();
        for (String line : lines) {
            Matcher head = HEAD.matcher(line);
            Matcher figure = FIGURE.matcher(line);
            if (head.matches()) {
                zones.add(new HostZone(
                        Integer.parseInt(String.valueOf(head.group(1))),
                        String.valueOf(head.group(2)),
                        new LinkedHashMap<>()));
            } else if (figure.matches() && !zones.isEmpty()) {
                String name = String.valueOf(figure.group(1));
                boolean ofList = line.contains(":") && !name.equals("start_pfn");
                if (KEPT.contains(name) && !ofList) {
                    zones.get(zones.size() - 1).figures.put(name, Long.parseLong(String.valueOf(figure.group(2))));
                }
            }
        }
        if (zones.isEmpty()) {
            throw new HostException(
                    place + ": there is no zone in it; a line such as 'Node 0, zone      DMA' begins one");
        }
        return zones;
    }

    /** A figure; 0 where it is not shown, as those of empty zones. */
    long figure(String figure) {
        return figures.getOrDefault(figure, 0L);
    }

    /** Whether any frame exists. */
    boolean populated() {
        return figure("present") != 0;
    }
}
