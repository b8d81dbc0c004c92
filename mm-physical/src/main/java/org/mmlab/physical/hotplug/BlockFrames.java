package org.mmlab.physical.hotplug;

import org.mmlab.physical.zone.Zone;

/**
 * What happens to the frames of memory blocks. Called by {@link MemoryHotplug} alone, in the order in which Linux does these steps.
 * Page frame numbers are bare; {@code end} is exclusive.
 */
public interface BlockFrames {
    /**
     * Makes metadata for a block that is added.
     *
     * @return whether there was memory for it
     */
    boolean plug(MemoryBlock block);

    /** Drops the metadata of a block that is removed; it is offline. */
    void unplug(MemoryBlock block);

    /** Makes frames those of a zone that hold the block's own metadata; they are present, but never managed. */
    void host(Zone zone, long start, long end);

    /** Ends {@link #host}. */
    void unhost(Zone zone, long start, long end);

    /** Gives frames to the page allocator of a zone and counts them as managed; none is handed out before {@link #release}. */
    void join(Zone zone, long start, long end);

    /** Lets the page allocator hand out frames that {@link #join} gave it. */
    void release(Zone zone, long start, long end);

    /**
     * Empties a range and takes its frames from the page allocator; they are managed no more. Where that fails, the range is in service as
     * before.
     *
     * @return the empty string, or why it cannot be emptied
     */
    String withdraw(Zone zone, long start, long end);
}
