package org.mmlab.api.reclaim;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.Policy;

/**
 * Keeps the contents of pages that were evicted: one swap area. It decides which slot a page gets and what a transfer costs.
 * One instance an area, called on the machine's thread by the swap code, which counts the users of each slot.
 *
 * <p>Built in: {@code disk} (a block device, slots handed out by clusters), {@code zram} (compressed in memory, synchronous).
 */
public interface SwapBackend extends Policy {
    /** No slot is free. */
    int NO_SLOT = -1;

    /** Gives the backend its device; called once. */
    void attach(SwapContext context);

    /** Number of slots, numbered from 0; slot 0 holds the area's header and is never given out. */
    int slots();

    /**
     * Takes {@code count} consecutive slots, aligned to their number; {@code count} is a power of two.
     *
     * @return the first, or {@link #NO_SLOT}
     */
    int allocate(int count);

    /** Gives one slot back; its contents are not needed any more. */
    void free(int slot);

    /** Keeps the contents of a frame; returns when that is done, in nanoseconds of the virtual clock. */
    long write(int slot, @FrameIndex int frame);

    /** Restores contents into a frame; returns when that is done. */
    long read(int slot, @FrameIndex int frame);

    /** Whether a read is as fast as a copy, so that readahead and the swap cache do not pay (Linux: {@code SWP_SYNCHRONOUS_IO}). */
    boolean synchronous();

    /** Whether consecutive slots are much cheaper to read than scattered ones; readahead then goes by slot, else by address. */
    boolean rotational();
}
