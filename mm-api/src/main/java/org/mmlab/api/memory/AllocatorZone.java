package org.mmlab.api.memory;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.FrameTable;

/**
 * A zone as its {@link FreeBlocks} see it. Implemented by mm-physical. Every call is O(1), allocation-free, and on the machine's
 * thread.
 */
public interface AllocatorZone {
    /** The zone's name for messages: {@code node 0 zone Normal}. */
    String label();

    /** The zone's ordinal in {@link FrameTable#zone}. */
    int ordinal();

    /** Whose rules are followed. */
    KernelVersion kernel();

    /** The machine's frame table. */
    FrameTable table();

    /** The machine's frame lists; a frame that is handed over to the allocator is on none. */
    FrameLists lists();

    /** Least frame index of the zone. */
    @FrameIndex int firstFrame();

    /** One more than the greatest frame index of the zone; indexes between may belong to other zones or to holes. */
    int endFrame();

    /** Whether the frame lies in the span of the zone, be it a hole or not. */
    boolean spans(@FrameIndex int frame);

    /** Frames of the zone that the page allocator manages, free or not. */
    long managedFrames();

    /** log2 of the frames in a pageblock; never above {@link FrameAllocator#MAX_ORDER}. */
    int pageblockOrder();

    /** The {@link MigrateType} of the pageblock that holds a frame. */
    int pageblockType(@FrameIndex int frame);

    /** Gives the pageblock that holds a frame another type. */
    void setPageblockType(@FrameIndex int frame, int migratetype);

    /** Whether frames are grouped by mobility at all; not so on machines with a handful of pageblocks. */
    boolean groupsByMobility();

    /** Tells the zone that {@code frames} free frames of that type came (or went, if negative). */
    void accountFree(long frames, int migratetype);

    /**
     * A block of another type is about to be broken into: the zone raises its watermarks so that reclaim makes room.
     *
     * @return whether they were raised
     */
    boolean boostWatermark();

    /** Asks for kswapd to be woken after this allocation, because watermarks were raised. */
    void requestKswapd();

    /** Frames of pageblocks reserved for urgent allocations. */
    long reservedHighAtomic();

    /** Changes the count of {@link #reservedHighAtomic}. */
    void addReservedHighAtomic(long frames);

    /** Pageblocks of the zone that are isolated. */
    int isolatedPageblocks();

    /** Changes the count of {@link #isolatedPageblocks}. */
    void addIsolatedPageblocks(int blocks);
}
