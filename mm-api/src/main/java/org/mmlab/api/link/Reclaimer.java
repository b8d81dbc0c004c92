package org.mmlab.api.link;

/**
 * Reclaim as the page allocator sees it. Implemented by mm-reclaim, called by mm-physical (Linux: {@code wakeup_kswapd},
 * {@code try_to_free_pages}, {@code out_of_memory}).
 */
public interface Reclaimer {
    /** Frees nothing: a machine without reclaim. */
    Reclaimer NONE = new Reclaimer() {
        @Override
        public void wakeKswapd(int node, int order, int highestZone) {}

        @Override
        public long tryToFreePages(int node, int order, int gfp) {
            return 0;
        }

        @Override
        public boolean outOfMemory(int order, int gfp) {
            return false;
        }
    };

    /**
     * The free memory of a node fell below its low watermark. Returns soon: kswapd runs on the virtual clock.
     *
     * @param highestZone greatest zone type that would help the allocation
     */
    void wakeKswapd(int node, int order, int highestZone);

    /**
     * Direct reclaim on behalf of an allocation; reclaim does only what {@code gfp} permits (no I/O without {@code IO}, no file
     * system without {@code FS}).
     *
     * @param node preferred node of the allocation
     * @return frames freed; 0 = no progress
     */
    long tryToFreePages(int node, int order, int gfp);

    /** Nothing can be reclaimed: kills a process. False where none can be killed; the allocation then fails. */
    boolean outOfMemory(int order, int gfp);

    /**
     * Frames of a zone that reclaim could free: those on its LRU lists, without swap only the file pages (Linux:
     * {@code zone_reclaimable_pages}). Decides whether the page allocator tries again or has a process killed.
     *
     * @param zone ordinal of the zone
     */
    default long reclaimableFrames(int zone) {
        return 0;
    }

    /**
     * Reclaims from one node, because a request would otherwise have to go to a farther one (Linux: {@code node_reclaim}).
     *
     * @param mode {@code zone_reclaim_mode}: 1 = reclaim, 2 = write pages out, 4 = unmap pages
     * @return frames freed; 0 = nothing, or not tried
     */
    default long reclaimNode(int node, int order, int gfp, int mode) {
        return 0;
    }
}
