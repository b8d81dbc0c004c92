package org.mmlab.physical.node;

/**
 * How much memory an i386 kernel maps for good (Linux: {@code MAXMEM} of {@code arch/x86/include/asm/pgtable_32_areas.h}). In frames.
 *
 * <p>The rest of the kernel's gigabyte holds the vmalloc area, the kmap window and the fixmap, whose places depend on PAE.
 */
public final class LowMemory {
    /** In place of a size that the command line does not give. */
    public static final long NOT_GIVEN = -1;

    /** Low memory of a kernel with PAE and the default vmalloc area: 879.99 MiB. */
    private static final long PAE_FRAMES = 225_278;
    /** Low memory of a kernel without PAE: 875.99 MiB. */
    private static final long PLAIN_FRAMES = 224_254;

    private static final long FRAME_BYTES = 4096;
    private static final long DEFAULT_VMALLOC_FRAMES = (128L << 20) / FRAME_BYTES;
    private static final long VMALLOC_OFFSET_FRAMES = (8L << 20) / FRAME_BYTES;
    private static final long LEAST_LOW_FRAMES = (64L << 20) / FRAME_BYTES;
    private static final long NON_PAE_END = (4L << 30) / FRAME_BYTES;

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

    /** Low memory with {@code vmalloc=bytes}; an offset of 8 MiB is added to what is asked for, and the part of a frame counts as one. */
    public static long frames(Paging paging, long vmallocBytes) {
        long reserve = (vmallocBytes + FRAME_BYTES - 1) / FRAME_BYTES + VMALLOC_OFFSET_FRAMES;
        return frames(paging) + DEFAULT_VMALLOC_FRAMES - reserve;
    }

    /**
     * Where low and all memory end (Linux: {@code find_low_pfn_range} of {@code arch/x86/mm/init_32.c}).
     *
     * @param lowEnd first page frame after low memory
     * @param end first page frame after all memory that the kernel uses
     */
    public record Split(long lowEnd, long end) {}

    /**
     * Parts memory at what can be low. {@code highmem=} makes high memory of that size: on a machine that needs none the top of its memory
     * becomes high, unless less than 64 MiB were left; on another one the memory above is given up.
     *
     * @param paging the kernel's paging; one without PAE names no frame from 4 GiB on
     * @param most frames that can be low: {@link #frames(Paging)} or {@link #frames(Paging, long)}
     * @param highmemFrames what {@code highmem=} asks for, or {@link #NOT_GIVEN}
     * @param end first page frame after all memory
     */
    public static Split split(Paging paging, long most, long highmemFrames, long end) {
        if (end <= most) {
            boolean fits = highmemFrames > 0 && highmemFrames < end && end - highmemFrames >= LEAST_LOW_FRAMES;
            return new Split(fits ? end - highmemFrames : end, end);
        }
        long used = highmemFrames == NOT_GIVEN ? end : Math.min(end, most + highmemFrames);
        return new Split(most, paging == Paging.PAE ? used : Math.min(used, NON_PAE_END));
    }
}
