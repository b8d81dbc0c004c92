package org.mmlab.hardware.latency;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.hardware.cache.CacheHierarchy;
import org.mmlab.hardware.cache.SramCache.Use;
import org.mmlab.hardware.numa.NumaTopology;

/**
 * Adds up what the accesses of one CPU cost. With caches, an access costs what the level that has the line costs, and memory
 * behind them only for a miss; without, every access goes to memory. A remote node's memory costs in proportion to its distance.
 * O(ways), allocation-free; confined to the machine's thread.
 */
public final class AccessTimer {
    private static final long NS = 1_000;

    private final LatencyTable table;
    private final NumaTopology topology;
    private final DramBanks[] banks;
    private final @Nullable CacheHierarchy caches;
    private final int node;
    private long totalPs;

    /**
     * A timer.
     *
     * @param node the CPU's node
     * @param banks the DRAM of each node, shared by the timers of all CPUs
     * @param caches the CPU's caches, or null for none
     */
    public AccessTimer(
            LatencyTable table, NumaTopology topology, int node, DramBanks[] banks, @Nullable CacheHierarchy caches) {
        this.table = table;
        this.topology = topology;
        this.node = node;
        this.banks = banks.clone();
        this.caches = caches;
    }

    /**
     * The cost of one access.
     *
     * @param home the node whose memory it is
     * @return picoseconds
     */
    public long accessPs(@PhysAddr long address, int home, Use use) {
        long cost = 0;
        if (caches != null) {
            int level = caches.access(address, use);
            if (level != CacheHierarchy.MEMORY) {
                cost = table.cachePs(level);
                totalPs += cost;
                return cost;
            }
            cost = table.cache3Ps();
        }
        long dram = table.controllerPs() + table.dramPs(banks[home].access(address));
        cost += LatencyTable.overDistance(dram, topology.distance(node, home));
        totalPs += cost;
        return cost;
    }

    /** What all accesses cost so far, in nanoseconds, rounded down. */
    public long totalNs() {
        return totalPs / NS;
    }
}
