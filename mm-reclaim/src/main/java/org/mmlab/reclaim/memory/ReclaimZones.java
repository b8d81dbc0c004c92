package org.mmlab.reclaim.memory;

import org.mmlab.api.event.VmEvent;

/**
 * Nodes and zones as reclaim sees them. A zone is named by its ordinal among all zones of the machine; its type is 0 for the
 * lowest memory. Implemented over mm-physical by the composition root.
 */
public interface ReclaimZones {
    /** The marks of a zone. */
    enum Mark {
        /** Below it only urgent requests are served. */
        MIN,
        /** Below it kswapd wakes. */
        LOW,
        /** kswapd works until this is free. */
        HIGH
    }

    /** Number of nodes. */
    int nodes();

    /** Zones of a node that have memory, lowest type first. Do not change the array. */
    int[] zonesOf(int node);

    /** Type of a zone. */
    int type(int zone);

    /** The event that counts pages passed over because their zone is of that type ({@code pgskip_}). */
    VmEvent skipEvent(int type);

    /** The event that counts direct reclaim for that type ({@code allocstall_}). */
    VmEvent stallEvent(int type);

    /** Type of the highest zone that a request may use. */
    int highestType(int gfp);

    /** Frames that the page allocator manages. */
    long managed(int zone);

    /** Free frames. */
    long free(int zone);

    /** A mark with the zone's present boost. */
    long mark(int zone, Mark mark);

    /** Whether a block of that order could be taken with {@code mark} frames left, reserves for lower requests apart. */
    boolean meets(int zone, int order, long mark, int highestType);

    /** Frames that the marks are raised by for a while, after blocks of a foreign migratetype were taken. */
    long boost(int zone);

    /** Lowers the boost. */
    void lowerBoost(int zone, long by);

    /** kswapd begins to reclaim the zone: per-CPU lists keep less, so that what is freed is seen ({@code ZONE_RECLAIM_ACTIVE}). */
    void reclaimBegins(int zone);

    /** kswapd has ended. */
    void reclaimEnds(int zone);

    /** Nodes by distance from one, itself first. Do not change the array. */
    int[] nodesFrom(int node);
}
