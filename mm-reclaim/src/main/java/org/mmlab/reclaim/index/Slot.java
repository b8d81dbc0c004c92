package org.mmlab.reclaim.index;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;

/** Packs what a slot of a {@link RadixTree} can hold into a long. Pure functions. */
public final class Slot {
    /** Nothing. */
    public static final long EMPTY = 0;

    private static final int KIND_BITS = 2;
    private static final int ORDER_BITS = 4;
    private static final long KIND_MASK = (1L << KIND_BITS) - 1;
    private static final long FRAME = 1;
    private static final long SHADOW = 2;
    private static final long SWAP = 3;

    private Slot() {}

    /** A cached page in {@code frame}, brought in as part of a folio of {@code 1 << order} pages. */
    public static long frame(@FrameIndex int frame, int order) {
        return ((long) Addresses.rawFrame(frame) << (KIND_BITS + ORDER_BITS)) | ((long) order << KIND_BITS) | FRAME;
    }

    /** What is remembered of an evicted page; {@code value} of 62 bits. */
    public static long shadow(long value) {
        return (value << KIND_BITS) | SHADOW;
    }

    /** A page of shared memory that is in swap. */
    public static long swap(int entry) {
        return ((long) entry << KIND_BITS) | SWAP;
    }

    /** Whether the slot holds a frame. */
    public static boolean isFrame(long slot) {
        return (slot & KIND_MASK) == FRAME;
    }

    /** Whether the slot holds a shadow. */
    public static boolean isShadow(long slot) {
        return (slot & KIND_MASK) == SHADOW;
    }

    /** Whether the slot holds a swap entry. */
    public static boolean isSwap(long slot) {
        return (slot & KIND_MASK) == SWAP;
    }

    /** The frame of a frame slot. */
    public static @FrameIndex int toFrame(long slot) {
        return Addresses.frame((int) (slot >>> (KIND_BITS + ORDER_BITS)));
    }

    /** log2 of the pages of the folio of a frame slot. */
    public static int order(long slot) {
        return (int) (slot >>> KIND_BITS) & ((1 << ORDER_BITS) - 1);
    }

    /** The value of a shadow slot. */
    public static long toShadow(long slot) {
        return slot >>> KIND_BITS;
    }

    /** The entry of a swap slot. */
    public static int toSwap(long slot) {
        return (int) (slot >>> KIND_BITS);
    }
}
