package org.mmlab.virtual.reserve;

import java.util.BitSet;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.virtual.paging.MmPages;

/** The row of frames that is set aside for one extent of one address space, and which of them were taken. */
final class Reservation {
    private final MmPages mm;
    private final long extent;
    private final int first;
    private final int pages;
    private final BitSet taken;

    Reservation(MmPages mm, long extent, @FrameIndex int first, int pages) {
        this.mm = mm;
        this.extent = extent;
        this.first = Addresses.rawFrame(first);
        this.pages = pages;
        this.taken = new BitSet(pages);
    }

    MmPages mm() {
        return mm;
    }

    /** The first page of its extent. */
    long extent() {
        return extent;
    }

    /** The frame whose place is {@code offset} pages from the extent's beginning. */
    @FrameIndex int frame(int offset) {
        return Addresses.frame(first + offset);
    }

    boolean isTaken(int offset) {
        return taken.get(offset);
    }

    void take(int offset) {
        taken.set(offset);
    }

    boolean isFull() {
        return taken.cardinality() == pages;
    }

    /** Frames that nobody took. */
    int unused() {
        return pages - taken.cardinality();
    }

    /** Whether a frame is one of the row that nobody took. */
    boolean keeps(@FrameIndex int frame) {
        int offset = Addresses.rawFrame(frame) - first;
        return offset >= 0 && offset < pages && !taken.get(offset);
    }
}
