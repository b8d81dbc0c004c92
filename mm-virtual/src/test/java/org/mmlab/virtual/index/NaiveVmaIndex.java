package org.mmlab.virtual.index;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.virtual.VmaIndex;

/** A sorted list searched from end to end: what the real indexes must equal. */
final class NaiveVmaIndex implements VmaIndex {
    private record Range(long start, long end, int area) {}

    private final List<Range> ranges = new ArrayList<>();

    @Override
    public int size() {
        return ranges.size();
    }

    @Override
    public void insert(long start, long end, int area) {
        int at = 0;
        while (at < ranges.size() && Long.compareUnsigned(ranges.get(at).start, start) < 0) {
            at++;
        }
        ranges.add(at, new Range(start, end, area));
    }

    @Override
    public void remove(long start) {
        if (!ranges.removeIf(r -> r.start == start)) {
            throw new IllegalStateException("no area at " + start);
        }
    }

    @Override
    public void resize(long oldStart, long start, long end) {
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).start == oldStart) {
                ranges.set(i, new Range(start, end, ranges.get(i).area));
            }
        }
    }

    @Override
    public int find(long address) {
        for (Range r : ranges) {
            if (Long.compareUnsigned(r.end, address) > 0) {
                return r.area;
            }
        }
        return NO_AREA;
    }

    @Override
    public int before(long address) {
        int found = NO_AREA;
        for (Range r : ranges) {
            if (Long.compareUnsigned(r.end, address) <= 0) {
                found = r.area;
            }
        }
        return found;
    }

    /** All gaps, clipped to [low, high), in order. */
    private List<long[]> gaps(long low, long high) {
        List<long[]> gaps = new ArrayList<>();
        long from = low;
        for (Range r : ranges) {
            addClipped(gaps, from, r.start, high);
            if (Long.compareUnsigned(r.end, from) > 0) {
                from = r.end;
            }
        }
        addClipped(gaps, from, high, high);
        return gaps;
    }

    private static void addClipped(List<long[]> gaps, long from, long to, long high) {
        long end = Long.compareUnsigned(to, high) < 0 ? to : high;
        if (Long.compareUnsigned(from, end) < 0) {
            gaps.add(new long[] {from, end});
        }
    }

    @Override
    public long lowestGap(long low, long high, long bytes) {
        for (long[] g : gaps(low, high)) {
            if (Long.compareUnsigned(g[1] - g[0], bytes) >= 0) {
                return g[0];
            }
        }
        return NO_GAP;
    }

    @Override
    public long highestGap(long low, long high, long bytes) {
        long found = NO_GAP;
        for (long[] g : gaps(low, high)) {
            if (Long.compareUnsigned(g[1] - g[0], bytes) >= 0) {
                found = g[1];
            }
        }
        return found;
    }
}
