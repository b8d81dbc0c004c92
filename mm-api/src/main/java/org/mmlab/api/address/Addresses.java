package org.mmlab.api.address;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;

/**
 * Mints and converts the kinds of address; nothing else in the project does.
 *
 * <p>Every function is pure, costs a shift or nothing at all, and may be called from any thread. A page is 4096 bytes on
 * every architecture that is modelled (Linux: {@code include/linux/pfn.h}, {@code arch/x86/include/asm/page_types.h}).
 */
public final class Addresses {
    /** log2 of the page size in bytes. */
    public static final int PAGE_SHIFT = 12;

    /** Bytes in a page. */
    public static final int PAGE_SIZE = 1 << PAGE_SHIFT;

    /** The bits of an address that lie within its page. */
    public static final long PAGE_OFFSET_MASK = PAGE_SIZE - 1L;

    /** No frame: what a look-up of a frame index gives where there is none. */
    public static final @FrameIndex int NO_FRAME = -1;

    /** No page frame number. */
    public static final @Pfn long NO_PFN = -1L;

    /** No physical address. */
    public static final @PhysAddr long NO_PHYS = -1L;

    private Addresses() {}

    /** Says that a raw number is a virtual address. */
    public static @VirtAddr long virt(long raw) {
        return raw;
    }

    /** Says that a raw number is a physical address in bytes. */
    public static @PhysAddr long phys(long raw) {
        return raw;
    }

    /** Says that a raw number is a page frame number. */
    public static @Pfn long pfn(long raw) {
        return raw;
    }

    /** Says that a raw number is an index into the frame table. */
    public static @FrameIndex int frame(int raw) {
        return raw;
    }

    /** The bare number of a virtual address, for printing, hashing and storing. */
    public static long rawVirt(@VirtAddr long va) {
        return va;
    }

    /** The bare number of a physical address. */
    public static long rawPhys(@PhysAddr long pa) {
        return pa;
    }

    /** The bare number of a page frame number. */
    public static long rawPfn(@Pfn long pfn) {
        return pfn;
    }

    /** The bare number of a frame index, as an array subscript. */
    public static int rawFrame(@FrameIndex int frame) {
        return frame;
    }

    /** The frame that holds a physical address (Linux: {@code PHYS_PFN}). */
    public static @Pfn long pfnOf(@PhysAddr long pa) {
        return pa >>> PAGE_SHIFT;
    }

    /** The first byte of a frame (Linux: {@code PFN_PHYS}). */
    public static @PhysAddr long physOf(@Pfn long pfn) {
        return pfn << PAGE_SHIFT;
    }

    /** The physical address at a byte offset within a frame; {@code offset} is 0..4095. */
    public static @PhysAddr long physOf(@Pfn long pfn, long offset) {
        return (pfn << PAGE_SHIFT) | offset;
    }

    /** The number of the virtual page that holds {@code va}. */
    public static long vpnOf(@VirtAddr long va) {
        return va >>> PAGE_SHIFT;
    }

    /** The first byte of virtual page {@code vpn}. */
    public static @VirtAddr long virtOfVpn(long vpn) {
        return vpn << PAGE_SHIFT;
    }

    /** The byte offset of {@code va} within its page, 0..4095. */
    public static int offsetInPage(@VirtAddr long va) {
        return (int) (va & PAGE_OFFSET_MASK);
    }

    /** Whether {@code a} is below {@code b}, both taken as unsigned. */
    public static boolean below(@VirtAddr long a, @VirtAddr long b) {
        return Long.compareUnsigned(a, b) < 0;
    }

    /** {@code va} rounded down to its page. */
    public static @VirtAddr long pageDown(@VirtAddr long va) {
        return va & ~PAGE_OFFSET_MASK;
    }

    /** {@code va} rounded up to a page (Linux: {@code PAGE_ALIGN}); wraps at the very top as the kernel's macro does. */
    public static @VirtAddr long pageUp(@VirtAddr long va) {
        return (va + PAGE_OFFSET_MASK) & ~PAGE_OFFSET_MASK;
    }

    /** A byte count rounded up to whole pages. */
    public static long pagesFor(long bytes) {
        return (bytes + PAGE_OFFSET_MASK) >>> PAGE_SHIFT;
    }
}
