package org.mmlab.physical.hotplug;

/**
 * The settings of the module {@code memory_hotplug} and the options of the command line that concern it.
 *
 * @param policy how {@link OnlineType#ONLINE} chooses a zone
 * @param autoMovableRatio with {@link Policy#AUTO_MOVABLE}: greatest share of Movable memory, in percent of the kernel's
 * @param autoMovableScope with {@link Policy#AUTO_MOVABLE}: what the ratio is kept in
 * @param overlap which zone is taken where neither or both hold the block; {@code movable_node} makes it {@link Overlap#MOVABLE}
 * @param selfHosted whether a block holds its own metadata ({@code memory_hotplug.memmap_on_memory})
 */
public record HotplugRules(
        Policy policy, int autoMovableRatio, Scope autoMovableScope, Overlap overlap, SelfHosted selfHosted) {
    /** Linux's default of {@code auto_movable_ratio}. */
    public static final int DEFAULT_RATIO = 301;

    /** Linux's defaults. */
    public static final HotplugRules DEFAULTS =
            new HotplugRules(Policy.CONTIG_ZONES, DEFAULT_RATIO, Scope.NODE_TOO, Overlap.KERNEL, SelfHosted.OFF);

    /** The kinds of {@code memory_hotplug.online_policy}. */
    public enum Policy {
        /** Zones stay contiguous. */
        CONTIG_ZONES,
        /** Movable, as long as a ratio to the kernel's memory is kept. */
        AUTO_MOVABLE
    }

    /** What the ratio of Movable to kernel memory is kept in ({@code auto_movable_numa_aware}). */
    public enum Scope {
        /** In the machine. */
        MACHINE,
        /** In the machine and in the node. */
        NODE_TOO
    }

    /** Which zone a block goes to that lies in neither, or in both. */
    public enum Overlap {
        /** A kernel zone. */
        KERNEL,
        /** The Movable zone. */
        MOVABLE
    }

    /** Where the metadata of an added block is put. */
    public enum SelfHosted {
        /** In memory of the page allocator. */
        OFF,
        /** In the block's own first frames, where these fill whole pageblocks. */
        ON,
        /** In the block's own first frames, rounded up to pageblocks. */
        FORCE
    }
}
