package org.mmlab.api.link;

/** Background compaction as kswapd sees it. Implemented by mm-physical (Linux: {@code wakeup_kcompactd}), called by mm-reclaim. */
public interface BackgroundCompaction {
    /** A machine that does not compact in the background. */
    BackgroundCompaction NONE = new BackgroundCompaction() {
        @Override
        public void wake(int node, int order, int highestZone) {}

        @Override
        public void wakeForPageblock(int node, int highestZone) {}

        @Override
        public void kswapdSleeps(int node) {}
    };

    /**
     * kswapd has freed memory of a node on behalf of a request: let it be made into a block. Returns soon.
     *
     * @param highestZone greatest zone type that would help the request
     */
    void wake(int node, int order, int highestZone);

    /** kswapd has worked off a boost, which blocks of a foreign type had caused: let whole pageblocks be made. Returns soon. */
    void wakeForPageblock(int node, int highestZone);

    /** kswapd of a node is about to sleep. */
    void kswapdSleeps(int node);
}
