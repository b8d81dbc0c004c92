package org.mmlab.api.translation;

import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;

/**
 * Simulated RAM, word by word, as page tables see it. Words are little-endian and naturally aligned. Implemented by mm-hardware;
 * O(1) and allocation-free except where said; an address beyond the installed memory is a bug and throws.
 *
 * <p>A machine may hold no contents ({@code contents=none}); frames of page tables hold their words all the same, because
 * {@link #back} says that they must.
 */
public interface PhysicalMemory {
    /** The 64-bit word at {@code address}, a multiple of 8. */
    long read64(@PhysAddr long address);

    /** Stores a 64-bit word at {@code address}, a multiple of 8. */
    void write64(@PhysAddr long address, long value);

    /** The 32-bit word at {@code address}, a multiple of 4, zero-extended. */
    long read32(@PhysAddr long address);

    /** Stores the low 32 bits of {@code value} at {@code address}, a multiple of 4. */
    void write32(@PhysAddr long address, long value);

    /**
     * Says that an instruction stores something through a translation just made, of which only the replay of a trace knows nothing more: a
     * machine without contents notes that the frame is not zero any more. Does nothing by itself where contents are held.
     */
    default void wrote(@PhysAddr long address) {}

    /** Zeroes a frame and makes it hold what is written to it, whatever the contents mode. May allocate host memory. */
    void back(@Pfn long pfn);

    /** The opposite of {@link #back}: the frame reads as zero and costs no host memory until it is written or backed again. */
    void release(@Pfn long pfn);
}
