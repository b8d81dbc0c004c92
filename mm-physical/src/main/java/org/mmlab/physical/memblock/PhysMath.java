package org.mmlab.physical.memblock;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;

/** Unsigned arithmetic on physical addresses that wraps where the kernel's 64-bit arithmetic wraps. */
final class PhysMath {
    /** The highest address of a 64-bit {@code phys_addr_t} (Linux: {@code PHYS_ADDR_MAX}). */
    static final @PhysAddr long PHYS_ADDR_MAX = Addresses.phys(-1L);

    private PhysMath() {}

    /** Whether {@code a < b}. */
    static boolean below(@PhysAddr long a, @PhysAddr long b) {
        return Long.compareUnsigned(Addresses.rawPhys(a), Addresses.rawPhys(b)) < 0;
    }

    /** Whether {@code a <= b}. */
    static boolean atMost(@PhysAddr long a, @PhysAddr long b) {
        return Long.compareUnsigned(Addresses.rawPhys(a), Addresses.rawPhys(b)) <= 0;
    }

    static @PhysAddr long min(@PhysAddr long a, @PhysAddr long b) {
        return below(a, b) ? a : b;
    }

    static @PhysAddr long max(@PhysAddr long a, @PhysAddr long b) {
        return below(a, b) ? b : a;
    }

    static @PhysAddr long clamp(@PhysAddr long value, @PhysAddr long low, @PhysAddr long high) {
        return min(max(value, low), high);
    }

    /** The next multiple of {@code align}, a power of two; wraps to 0 at the top. */
    static @PhysAddr long roundUp(@PhysAddr long address, long align) {
        return Addresses.phys(((Addresses.rawPhys(address) - 1) | (align - 1)) + 1);
    }

    /** The multiple of {@code align}, a power of two, at or below {@code address}. */
    static @PhysAddr long roundDown(@PhysAddr long address, long align) {
        return Addresses.phys(Addresses.rawPhys(address) & -align);
    }

    /** The first frame that starts at or after {@code address} (Linux: {@code PFN_UP}); wraps at the top. */
    static @Pfn long pfnUp(@PhysAddr long address) {
        return Addresses.pfnOf(address + Addresses.PAGE_OFFSET_MASK);
    }

    /** A byte count rounded up to whole pages, in bytes (Linux: {@code PAGE_ALIGN}). */
    static long pageAlign(long bytes) {
        return (bytes + Addresses.PAGE_OFFSET_MASK) & -Addresses.PAGE_SIZE;
    }
}
