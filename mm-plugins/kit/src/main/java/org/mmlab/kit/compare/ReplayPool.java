package org.mmlab.kit.compare;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.reclaim.ReplacementContext;

/** The pool of frames of one replay: who is where, reference bits, and, for policies that may see it, the future. */
final class ReplayPool implements ReplacementContext {

    /** The page is in no frame; the frame holds no page. */
    static final int NONE = -1;

    private final int capacity;
    private final long seed;

    /** Frame of each page, or {@link #NONE}. */
    final int[] frameOf;

    /** Page in each frame, or {@link #NONE}. */
    final int[] pageIn;

    /** Reference bit of each frame. */
    final boolean[] referenced;

    /** Position of the next request for each page, as of the current request; empty where the future is not shown. */
    final long[] nextUse;

    ReplayPool(int capacity, int pages, long seed, boolean showFuture) {
        this.capacity = capacity;
        this.seed = seed;
        this.frameOf = new int[pages];
        this.pageIn = new int[capacity];
        this.referenced = new boolean[capacity];
        this.nextUse = new long[showFuture ? pages : 0];
        Arrays.fill(frameOf, NONE);
        Arrays.fill(pageIn, NONE);
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public int frames() {
        return capacity;
    }

    @Override
    public int pages() {
        return frameOf.length;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public boolean testAndClearReferenced(@FrameIndex int frame) {
        int index = Addresses.rawFrame(frame);
        boolean was = referenced[index];
        referenced[index] = false;
        return was;
    }

    @Override
    public long nextUse(int page) {
        if (nextUse.length == 0) {
            throw new IllegalStateException("the policy asks for the future, but its sight() is not FUTURE");
        }
        return nextUse[page];
    }
}
