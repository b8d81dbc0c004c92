package org.mmlab.physical.model;

/** The blocks in which memory is put on and off line (Linux: {@code probe_memory_block_size} of {@code arch/x86/mm/init_64.c}). */
public final class MemoryBlocks {
    private static final long LEAST_FRAMES = 1L << 15;
    private static final long MOST_FRAMES = 1L << 19;
    private static final long LARGE_MACHINE_FRAMES = 1L << 24;

    private MemoryBlocks() {}

    /**
     * Frames in a block of an x86-64 virtual machine: 128 MiB, or from 64 GiB on the largest size up to 2 GiB to which the end of memory is
     * aligned.
     *
     * @param endOfMemory first frame number after all memory that was there at boot
     */
    public static long frames(long endOfMemory) {
        long frames = LEAST_FRAMES;
        if (endOfMemory >= LARGE_MACHINE_FRAMES) {
            frames = MOST_FRAMES;
            while (frames > LEAST_FRAMES && endOfMemory % frames != 0) {
                frames >>= 1;
            }
        }
        return frames;
    }
}
