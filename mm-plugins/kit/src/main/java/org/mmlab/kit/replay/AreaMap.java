package org.mmlab.kit.replay;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.hardware.ram.Contents;
import org.mmlab.kit.machine.Machine;

/**
 * Where the pages of a trace lie in the process that replays it, and what was last written to each. A page stays where the trace
 * has it unless the machine's address space is too small; then the areas are laid end to end from {@value #LOW_PAGE} on. A small
 * direct-mapped cache answers for pages seen lately, a binary search for others.
 */
final class AreaMap {
    private static final long LOW_PAGE = 0x400;
    private static final int CACHE = 1 << 12;

    private final long[] traceFirst;
    private final long[] traceEnd;
    private final long[] start;
    private final long[][] stamps;
    private final long[] cachedPage = new long[CACHE];
    private final int[] cachedArea = new int[CACHE];
    private int area;
    private int offset;

    AreaMap(Machine machine, ProgramLayout layout) {
        int n = layout.areas().size();
        traceFirst = new long[n];
        traceEnd = new long[n];
        start = new long[n];
        boolean full = machine.bus().ram().contents() == Contents.FULL;
        stamps = new long[n][];
        long userEnd =
                Addresses.rawVirt(machine.paging().paging().format().geometry().userEnd()) >>> Addresses.PAGE_SHIFT;
        boolean fits = n == 0 || Long.compareUnsigned(layout.areas().get(n - 1).endPage(), userEnd) <= 0;
        long next = LOW_PAGE;
        for (int i = 0; i < n; i++) {
            ProgramArea each = layout.areas().get(i);
            traceFirst[i] = each.firstPage();
            traceEnd[i] = each.endPage();
            start[i] = fits ? each.firstPage() : next;
            next += each.pages() + 1;
            stamps[i] = new long[full ? Math.toIntExact(each.pages()) : 0];
        }
        if (!fits && next > userEnd) {
            throw new ReplayException("the program touches areas of " + (next - LOW_PAGE)
                    + " pages in all, which do not fit into the machine's address space of " + userEnd
                    + " pages; use a 64-bit page-table format");
        }
        Arrays.fill(cachedPage, -1);
    }

    /** First page of an area in the process. */
    long start(int index) {
        return start[index];
    }

    /** The page of the process for a page of the trace; {@link #store} and {@link #stored} speak of it then. */
    long locate(long tracePage) {
        int slot = (int) tracePage & CACHE - 1;
        if (cachedPage[slot] == tracePage) {
            area = cachedArea[slot];
        } else {
            area = search(tracePage);
            cachedPage[slot] = tracePage;
            cachedArea[slot] = area;
        }
        offset = (int) (tracePage - traceFirst[area]);
        return start[area] + offset;
    }

    private int search(long page) {
        int low = 0;
        int high = traceFirst.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (Long.compareUnsigned(traceFirst[middle], page) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        if (page < traceFirst[low] || page >= traceEnd[low]) {
            throw new ReplayException("page 0x" + Long.toHexString(page)
                    + " was not in the trace when its layout was read; the trace changed in between");
        }
        return low;
    }

    /** Remembers what was written to the located page. */
    void store(long stamp) {
        stamps[area][offset] = stamp;
    }

    /** What was last written to the located page; 0 = nothing. */
    long stored() {
        return stamps[area][offset];
    }
}
