package org.mmlab.reclaim.swap;

import java.util.ArrayDeque;
import java.util.BitSet;
import org.mmlab.api.reclaim.SwapBackend;

/**
 * Hands slots out by clusters of 512, so that what is swapped out together lies together (Linux: {@code cluster_alloc_swap_entry}).
 * A new cluster is begun when the present one is used up; clusters with holes are used when none is free.
 */
final class SlotClusters {
    /** Slots of a cluster (Linux: {@code SWAPFILE_CLUSTER}, the pages of a huge page). */
    static final int CLUSTER = 512;

    private static final int NO_CLUSTER = -1;

    private final int slots;
    private final BitSet taken;
    private final int[] used; // by cluster
    private final boolean[] queued; // by cluster: on the partial list
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private final ArrayDeque<Integer> partial = new ArrayDeque<>();
    private int current = NO_CLUSTER;
    private int next;

    /** All slots but the header's are free. */
    SlotClusters(int slots) {
        this.slots = slots;
        taken = new BitSet(slots);
        int clusters = (slots + CLUSTER - 1) / CLUSTER;
        used = new int[clusters];
        queued = new boolean[clusters];
        take(0);
        for (int slot = slots; slot < clusters * CLUSTER; slot++) {
            take(slot);
        }
        for (int cluster = 0; cluster < clusters; cluster++) {
            if (used[cluster] == 0) {
                free.add(cluster);
            } else if (used[cluster] < CLUSTER) {
                requeue(cluster);
            }
        }
    }

    int slots() {
        return slots;
    }

    /** Takes {@code count} consecutive slots aligned to their number; the first, or {@code NO_SLOT}. */
    int allocate(int count) {
        if (count > CLUSTER) {
            return SwapBackend.NO_SLOT;
        }
        int slot = count < CLUSTER && current != NO_CLUSTER ? search(current, next, count) : SwapBackend.NO_SLOT;
        if (slot == SwapBackend.NO_SLOT) {
            slot = fromFreeCluster(count);
        }
        if (slot == SwapBackend.NO_SLOT && count < CLUSTER) {
            slot = fromPartialClusters(count);
        }
        if (slot != SwapBackend.NO_SLOT) {
            for (int i = slot; i < slot + count; i++) {
                take(i);
            }
        }
        return slot;
    }

    void free(int slot) {
        taken.clear(slot);
        int cluster = slot / CLUSTER;
        used[cluster]--;
        if (cluster == current) {
            return;
        }
        if (used[cluster] == 0) {
            if (queued[cluster]) {
                partial.remove(cluster);
                queued[cluster] = false;
            }
            free.add(cluster);
        } else {
            requeue(cluster);
        }
    }

    private int fromFreeCluster(int count) {
        Integer cluster = free.poll();
        if (cluster == null) {
            return SwapBackend.NO_SLOT;
        }
        if (count < CLUSTER) {
            begin(cluster);
            next = cluster * CLUSTER + count;
        }
        return cluster * CLUSTER;
    }

    private int fromPartialClusters(int count) {
        for (int tries = partial.size(); tries > 0; tries--) {
            int cluster = partial.remove();
            queued[cluster] = false;
            int slot = search(cluster, cluster * CLUSTER, count);
            if (slot != SwapBackend.NO_SLOT) {
                begin(cluster);
                next = slot + count;
                return slot;
            }
            requeue(cluster);
        }
        return current == NO_CLUSTER ? SwapBackend.NO_SLOT : search(current, current * CLUSTER, count);
    }

    private void begin(int cluster) {
        int old = current;
        current = cluster;
        if (old != NO_CLUSTER) {
            if (used[old] == 0) {
                free.add(old);
            } else if (used[old] < CLUSTER) {
                requeue(old);
            }
        }
    }

    private void requeue(int cluster) {
        if (!queued[cluster]) {
            queued[cluster] = true;
            partial.add(cluster);
        }
    }

    private int search(int cluster, int from, int count) {
        int end = (cluster + 1) * CLUSTER;
        int slot = (from + count - 1) & -count;
        while (slot + count <= end) {
            int busy = taken.nextSetBit(slot);
            if (busy < 0 || busy >= slot + count) {
                if (cluster == current) {
                    next = slot + count;
                }
                return slot;
            }
            slot = (taken.nextClearBit(busy) + count - 1) & -count;
        }
        return SwapBackend.NO_SLOT;
    }

    private void take(int slot) {
        taken.set(slot);
        used[slot / CLUSTER]++;
    }
}
