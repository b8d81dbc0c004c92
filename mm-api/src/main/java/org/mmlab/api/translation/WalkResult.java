package org.mmlab.api.translation;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/**
 * What a walk found, and what it cost. One instance for each MMU, used again for every walk; confined to the machine's thread.
 *
 * <p>Rights are a mask: {@link Access#FETCH}, {@link Access#READ}, {@link Access#WRITE} that user mode or the kernel may do,
 * and {@link #USER}, {@link #DIRTY}, {@link #GLOBAL}.
 */
public final class WalkResult {
    /** User mode may use the page. */
    public static final int USER = 8;
    /** The dirty bit is set: a write needs no further walk. */
    public static final int DIRTY = 16;
    /** The translation holds in every address space. */
    public static final int GLOBAL = 32;

    private @Nullable WalkTrace trace;
    private long page;
    private int pageShift;
    private int rights;
    private long reads;
    private long writes;

    /** Nothing found yet. */
    public WalkResult() {}

    /** Records each step in {@code trace}; null turns recording off. */
    public void traceTo(@Nullable WalkTrace trace) {
        this.trace = trace;
    }

    /** The walker read the entry of {@code level} at {@code address}, the {@code index}-th of its table. */
    public void step(int level, int index, @PhysAddr long address, long entry) {
        reads++;
        if (trace != null) {
            trace.step(level, index, address, entry);
        }
    }

    /** The walker stored {@code entry} at {@code address}, to set accessed or dirty. */
    public void stored(@PhysAddr long address, long entry) {
        writes++;
        if (trace != null) {
            trace.stored(address, entry);
        }
    }

    /** The walk ended well: the page of 2^{@code pageShift} bytes at {@code page}, with {@code rights}. */
    public void found(@PhysAddr long page, int pageShift, int rights) {
        this.page = Addresses.rawPhys(page);
        this.pageShift = pageShift;
        this.rights = rights;
    }

    /** First byte of the page. */
    public @PhysAddr long page() {
        return Addresses.phys(page);
    }

    /** log2 of the page's bytes. */
    public int pageShift() {
        return pageShift;
    }

    /** What may be done with the page. */
    public int rights() {
        return rights;
    }

    /** Entries read by all walks so far. */
    public long reads() {
        return reads;
    }

    /** Entries written by all walks so far. */
    public long writes() {
        return writes;
    }
}
