package org.mmlab.virtual.index;

/** The search for gaps in a {@link MapleVmaIndex}: subtrees whose largest gap is too small are passed over. */
final class MapleGaps {
    /** No gap: the raw value of {@code VmaIndex.NO_GAP}. */
    private static final long NONE = -1L;

    private MapleGaps() {}

    /** First byte of the lowest gap of {@code bytes} bytes in {@code [low, high)}, or {@link #NONE}. */
    static long lowest(MapleNodes nodes, int root, long low, long high, long bytes) {
        if (!fits(low, high, bytes)) {
            return NONE;
        }
        long found = lowestBelow(nodes, root, low, high, bytes);
        if (found != NONE) {
            return found;
        }
        boolean empty = nodes.count(root) == 0;
        long from = empty ? low : MapleNodes.max(low, nodes.end[nodes.limit(root) - 1]);
        return fits(from, high, bytes) ? from : NONE;
    }

    /** As {@link #lowest}, among the gaps before and between the areas below {@code node}; the gap before its first begins at {@code low}. */
    private static long lowestBelow(MapleNodes nodes, int node, long low, long high, long bytes) {
        long from = low;
        int limit = nodes.limit(node);
        boolean leaf = nodes.isLeaf(node);
        for (int slot = nodes.firstEndingAbove(node, low); slot < limit; slot++) {
            if (Long.compareUnsigned(from, high) >= 0) {
                return NONE;
            }
            if (fits(from, min(nodes.start[slot], high), bytes)) {
                return from;
            }
            if (!leaf && Long.compareUnsigned(nodes.gap[slot], bytes) >= 0) {
                long found = lowestBelow(nodes, nodes.link[slot], MapleNodes.max(from, nodes.start[slot]), high, bytes);
                if (found != NONE) {
                    return found;
                }
            }
            from = nodes.end[slot];
        }
        return NONE;
    }

    /** End of the highest gap of {@code bytes} bytes in {@code [low, high)}, or {@link #NONE}. */
    static long highest(MapleNodes nodes, int root, long low, long high, long bytes) {
        if (!fits(low, high, bytes)) {
            return NONE;
        }
        long found = highestBelow(nodes, root, low, high, bytes);
        if (found != NONE) {
            return found;
        }
        boolean empty = nodes.count(root) == 0;
        long to = empty ? high : min(high, nodes.start[MapleNodes.first(root)]);
        return fits(low, to, bytes) ? to : NONE;
    }

    private static long highestBelow(MapleNodes nodes, int node, long low, long high, long bytes) {
        long to = high;
        int first = MapleNodes.first(node);
        boolean leaf = nodes.isLeaf(node);
        int slot = nodes.limit(node) - 1;
        while (slot >= first && Long.compareUnsigned(nodes.start[slot], high) >= 0) {
            slot--;
        }
        for (; slot >= first; slot--) {
            if (Long.compareUnsigned(to, low) <= 0) {
                return NONE;
            }
            if (fits(MapleNodes.max(nodes.end[slot], low), to, bytes)) {
                return to;
            }
            if (!leaf && Long.compareUnsigned(nodes.gap[slot], bytes) >= 0) {
                long found = highestBelow(nodes, nodes.link[slot], low, min(to, nodes.end[slot]), bytes);
                if (found != NONE) {
                    return found;
                }
            }
            to = nodes.start[slot];
        }
        return NONE;
    }

    private static boolean fits(long from, long to, long bytes) {
        return Long.compareUnsigned(from, to) < 0 && Long.compareUnsigned(to - from, bytes) >= 0;
    }

    private static long min(long a, long b) {
        return Long.compareUnsigned(a, b) <= 0 ? a : b;
    }
}
