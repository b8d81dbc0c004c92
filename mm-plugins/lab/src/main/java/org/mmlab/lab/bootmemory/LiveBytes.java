package org.mmlab.lab.bootmemory;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.mmlab.api.address.Addresses;
import org.mmlab.lab.bootmemory.BootTrace.Ram;

/** Which bytes of RAM somebody asked for and has not given back: disjoint ranges by their start. */
final class LiveBytes {
    private final List<Ram> ram;
    private final NavigableMap<Long, Long> ends = new TreeMap<>();

    LiveBytes(List<Ram> ram) {
        this.ram = ram;
    }

    void add(long base, long bytes) {
        remove(base, bytes);
        ends.put(base, base + bytes);
    }

    void remove(long base, long bytes) {
        long end = base + bytes;
        Map.Entry<Long, Long> below = ends.floorEntry(base);
        Long start = below != null && below.getValue() > base ? below.getKey() : ends.ceilingKey(base);
        while (start != null && start < end) {
            Long oldEnd = ends.remove(start);
            if (start < base) {
                ends.put(start, base);
            }
            if (oldEnd != null && oldEnd > end) {
                ends.put(end, oldEnd);
            }
            start = ends.ceilingKey(base);
        }
    }

    /** Bytes in whole frames of RAM. */
    long ramBytes() {
        return ram.stream()
                .mapToLong(range -> lastFrame(range) - firstFrame(range))
                .sum();
    }

    /** Those of them that are in use. */
    long bytes() {
        long sum = 0;
        for (Ram range : ram) {
            for (Map.Entry<Long, Long> used : ends.entrySet()) {
                long from = Math.max(firstFrame(range), used.getKey());
                long to = Math.min(lastFrame(range), used.getValue());
                sum += Math.max(0, to - from);
            }
        }
        return sum;
    }

    private static long firstFrame(Ram range) {
        return Addresses.pagesFor(range.base()) << Addresses.PAGE_SHIFT;
    }

    private static long lastFrame(Ram range) {
        return (range.base() + range.bytes()) & -Addresses.PAGE_SIZE;
    }
}
