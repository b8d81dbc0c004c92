package org.mmlab.physical.node;

/**
 * How much memory an i386 kernel maps for good (Linux: {@code MAXMEM} of {@code arch/x86/include/asm/pgtable_32_areas.h}). In frames.
 *
 * <p>The rest of the kernel's gigabyte holds the vmalloc area, the kmap window and the fixmap, whose places depend on PAE.
 */
public final class LowMemory {
    /** Low memory of a kernel with PAE and the default vmalloc area: 879.99 MiB. */
    private static final long PAE_FRAMES = 225_278;
    /** Low memory of a kernel without PAE: 875.99 MiB. */
    private static final long PLAIN_FRAMES = 224_254;

    private static final long DEFAULT_VMALLOC_FRAMES = (128L << 20) >> 12;
    private static final long VMALLOC_OFFSET_FRAMES = (8L << 20) >> 12;

    private LowMemory() {}

    /** Whether the kernel was built with PAE. */
    public enum Paging {
        /** Three-level tables, 36-bit addresses. */
        PAE,
        /** Two-level tables, 32-bit addresses. */
        PLAIN
    }

    /** Low memory with the default vmalloc area of 128 MiB. */
    public static long frames(Paging paging) {
        return paging == Paging.PAE ? PAE_FRAMES : PLAIN_FRAMES;
    }

    /** Low memory with {@code vmalloc=bytes}; an offset of 8 MiB is added to what is asked for. */
    public static long frames(Paging paging, long vmallocBytes) {
        long reserve = (vmallocBytes >> 12) + VMALLOC_OFFSET_FRAMES;
        return frames(paging) + DEFAULT_VMALLOC_FRAMES - reserve;
    }
}
