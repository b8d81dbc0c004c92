package org.mmlab.policies.fault;

import java.util.Arrays;

/** Pages that were read ahead and not touched yet, in a ring: the oldest makes room. Regions are 0 and up. O(buffer) per operation; no garbage. */
final class ArrivedPages {
    private static final int NO_REGION = -1;

    private final int[] regions;
    private final long[] indices;
    private int next;

    ArrivedPages(int capacity) {
        regions = new int[capacity];
        indices = new long[capacity];
        Arrays.fill(regions, NO_REGION);
    }

    private int find(int region, long index) {
        for (int i = 0; i < regions.length; i++) {
            if (regions[i] == region && indices[i] == index) {
                return i;
            }
        }
        return NO_REGION;
    }

    void put(int region, long index) {
        if (find(region, index) == NO_REGION) {
            regions[next] = region;
            indices[next] = index;
            next = (next + 1) % regions.length;
        }
    }

    /** Whether the page is here; it is taken out. */
    boolean take(int region, long index) {
        int found = find(region, index);
        if (found == NO_REGION) {
            return false;
        }
        regions[found] = NO_REGION;
        return true;
    }

    void drop(int region, long first, long last) {
        for (int i = 0; i < regions.length; i++) {
            if (regions[i] == region && first <= indices[i] && indices[i] <= last) {
                regions[i] = NO_REGION;
            }
        }
    }
}
