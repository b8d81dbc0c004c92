package org.mmlab.virtual.index;

/** The search for gaps in a {@link MapleVmaIndex}: subtrees whose largest gap is too small are passed over. */
final class MapleGaps {
    /** No gap: the raw value of {@code VmaIndex.NO_GAP}. */
    private static final long NONE = -1L;

    private MapleGaps() {}

    /** First byte of the lowest gap of {@code bytes} bytes in {@code [low, high)}, or {@link #NONE}. */
    static long lowest(MapleNode root, long low, long high, long bytes) {
        if (!fits(low, high, bytes)) {
            return NONE;
        }
        long found = root.count == 0 ? NONE : lowestBelow(root, low, high, bytes);
        if (found != NONE) {
            return found;
        }
        long from = root.count == 0 ? low : MapleNode.max(low, root.end[root.count - 1]);
        return fits(from, high, bytes) ? from : NONE;
    }

    /** As {@link #lowest}, among the gaps before and between the areas below {@code node}; the gap before its first begins at {@code low}. */
    private static long lowestBelow(MapleNode node, long low, long high, long bytes) {
        long from = low;
        for (int i = node.firstEndingAbove(low); i < node.count; i++) {
            if (Long.compareUnsigned(from, high) >= 0) {
                return NONE;
            }
            if (fits(from, min(node.start[i], high), bytes)) {
                return from;
            }
            if (node.gap != null && Long.compareUnsigned(node.gap[i], bytes) >= 0) {
                long found = lowestBelow(node.child(i), MapleNode.max(from, node.start[i]), high, bytes);
                if (found != NONE) {
                    return found;
                }
            }
            from = node.end[i];
        }
        return NONE;
    }

    /** End of the highest gap of {@code bytes} bytes in {@code [low, high)}, or {@link #NONE}. */
    static long highest(MapleNode root, long low, long high, long bytes) {
        if (!fits(low, high, bytes)) {
            return NONE;
        }
        long found = root.count == 0 ? NONE : highestBelow(root, low, high, bytes);
        if (found != NONE) {
            return found;
        }
        long to = root.count == 0 ? high : min(high, root.start[0]);
        return fits(low, to, bytes) ? to : NONE;
    }

    private static long highestBelow(MapleNode node, long low, long high, long bytes) {
        long to = high;
        for (int i = lastStartingBelow(node, high); i >= 0; i--) {
            if (Long.compareUnsigned(to, low) <= 0) {
                return NONE;
            }
            if (fits(MapleNode.max(node.end[i], low), to, bytes)) {
                return to;
            }
            if (node.gap != null && Long.compareUnsigned(node.gap[i], bytes) >= 0) {
                long found = highestBelow(node.child(i), low, min(to, node.end[i]), bytes);
                if (found != NONE) {
                    return found;
                }
            }
            to = node.start[i];
        }
        return NONE;
    }

    private static int lastStartingBelow(MapleNode node, long address) {
        int i = node.count - 1;
        while (i >= 0 && Long.compareUnsigned(node.start[i], address) >= 0) {
            i--;
        }
        return i;
    }

    private static boolean fits(long from, long to, long bytes) {
        return Long.compareUnsigned(from, to) < 0 && Long.compareUnsigned(to - from, bytes) >= 0;
    }

    private static long min(long a, long b) {
        return Long.compareUnsigned(a, b) <= 0 ? a : b;
    }
}
