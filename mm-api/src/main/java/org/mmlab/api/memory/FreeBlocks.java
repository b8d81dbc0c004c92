package org.mmlab.api.memory;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;

/**
 * The free memory of one zone, in blocks of 2^order frames that are aligned to their size.
 *
 * <p>Every operation reports the frames that come and go to {@link AllocatorZone#accountFree}. A frame that is handed out has no
 * flag of the allocator left; its reference count is the caller's affair. Reports what can happen by return value; a call that
 * breaks the contract (freeing what is free, an order out of range) may throw {@link IllegalStateException}, and does so in
 * checked mode. Confined to the machine's thread; must not allocate on the Java heap after warm-up.
 */
public interface FreeBlocks {
    /** What {@link #take} gives where no free block starts. */
    int NOT_FREE = -1;

    /** Where a freed block goes among blocks of its size. */
    enum Placement {
        /** As the allocator likes best. */
        USUAL,
        /** To be used last: memory that was just added, or put back untouched. */
        LAST
    }

    /** Sees free blocks. */
    @FunctionalInterface
    interface BlockVisitor {
        /** A free block of 2^order frames from {@code frame}, in the free memory of {@code migratetype}. */
        void block(@FrameIndex int frame, int order, int migratetype);
    }

    /**
     * Takes a block.
     *
     * @param order 0 to {@link FrameAllocator#MAX_ORDER}
     * @param migratetype what the block will be used for, below {@link MigrateType#PCP_TYPES}
     * @param flags {@link AllocFlag} bits; those that concern an allocator are NOFRAGMENT, HIGHATOMIC, NON_BLOCK, OOM, KSWAPD
     * @return first frame of the block, or {@code NO_FRAME} where there is none
     */
    @FrameIndex int allocate(int order, int migratetype, int flags);

    /**
     * Takes up to {@code count} blocks and appends them to a list of the machine's frame lists.
     *
     * @return how many were taken
     */
    int allocateBulk(int order, int count, int migratetype, int flags, int list);

    /** Gives a block back; its migratetype is that of its pageblock. */
    void free(@FrameIndex int frame, int order, Placement placement);

    /**
     * Gives a block back from a per-CPU list, to the free memory of {@code migratetype}. The default takes the type of the
     * pageblock, as Linux does since 6.10.
     */
    default void freeFromPcp(@FrameIndex int frame, int order, int migratetype) {
        free(frame, order, Placement.USUAL);
    }

    /** Number of free blocks of exactly that order and type. May cost a scan where the allocator keeps no such count. */
    long blocks(int order, int migratetype);

    /** Whether a block of at least {@code order} is free that an allocation with these flags may take. On the watermark path. */
    boolean hasBlock(int order, int flags);

    /** Calls the visitor with every free block, in the order in which the allocator would look at them, order by order. */
    void forEach(BlockVisitor visitor);

    /** First frame of the free block that holds a frame, or {@code NO_FRAME} where the frame is not free. */
    @FrameIndex int blockHolding(@FrameIndex int frame);

    /** Order of the free block that starts at a frame, or {@link #NOT_FREE} where none does. */
    int orderAt(@FrameIndex int frame);

    /**
     * Takes the free block that starts at a frame, whatever its size and type; used by compaction and for contiguous ranges.
     *
     * @return its order, or {@link #NOT_FREE}
     */
    int take(@FrameIndex int frame);

    /**
     * Takes a pageblock out of service: its free frames, and those freed later, are not handed out, are not merged with
     * neighbours, and are no longer accounted as free. Sets its type to {@link MigrateType#ISOLATE}.
     *
     * @return false where the pageblock is not wholly inside the zone
     */
    boolean isolate(@FrameIndex int frame);

    /** Puts an isolated pageblock back into service, with that type. */
    void restore(@FrameIndex int frame, int migratetype);

    /**
     * Makes sure that no free block reaches across a frame at which a pageblock starts; called at both ends of an isolated range. The default
     * does nothing: for allocators whose {@link #isolate} sees to that.
     */
    default void splitAt(@FrameIndex int frame) {}

    /** An urgent block was just taken: keeps its surroundings for others of the kind, within limits. The default keeps nothing. */
    default void reserveHighAtomic(@FrameIndex int frame, int order) {}

    /** What {@link #unreserveHighAtomic} may give up. */
    enum Unreserve {
        /** All but the last pageblock. */
        SPARE_ONE,
        /** The last one too. */
        ALL
    }

    /**
     * Turns one reserved pageblock into an ordinary one of that type.
     *
     * @return whether free frames came by it
     */
    default boolean unreserveHighAtomic(int migratetype, Unreserve how) {
        return false;
    }

    /**
     * From now on the first block of exactly {@code order} that comes about by freeing, and may serve an allocation of the type, is not
     * free but kept for {@link #endCapture}: direct compaction keeps what it makes from those who allocate meanwhile (Linux:
     * {@code compaction_capture}). One capture at a time. The default keeps nothing.
     */
    default void beginCapture(int order, int migratetype) {}

    /** Whether a block is kept. */
    default boolean hasCaptured() {
        return false;
    }

    /** Ends the capture; the first frame of the block kept, as {@link #allocate} gives it, or {@code NO_FRAME}. */
    default @FrameIndex int endCapture() {
        return Addresses.NO_FRAME;
    }

    /** Frame indexes up to {@code endFrame} may now be freed: memory was added. The default takes no notice. */
    default void grow(int endFrame) {}
}
