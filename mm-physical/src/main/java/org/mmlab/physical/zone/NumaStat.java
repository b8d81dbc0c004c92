package org.mmlab.physical.zone;

/** The allocation counters of NUMA machines, by zone (Linux: {@code enum numa_stat_item}). */
public enum NumaStat {
    /** Allocated here, as was wanted. */
    NUMA_HIT("numa_hit"),
    /** Allocated here although another node was wanted. */
    NUMA_MISS("numa_miss"),
    /** Wanted here, allocated elsewhere. */
    NUMA_FOREIGN("numa_foreign"),
    /** Interleaving wanted this node and got it. */
    NUMA_INTERLEAVE_HIT("numa_interleave"),
    /** Allocated here by a CPU of this node. */
    NUMA_LOCAL("numa_local"),
    /** Allocated here by a CPU of another node. */
    NUMA_OTHER("numa_other");

    private final String kernelName;

    NumaStat(String kernelName) {
        this.kernelName = kernelName;
    }

    /** The counter's name in {@code /proc/zoneinfo}. */
    public String kernelName() {
        return kernelName;
    }
}
