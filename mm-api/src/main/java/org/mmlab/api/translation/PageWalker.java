package org.mmlab.api.translation;

import org.mmlab.api.address.qual.VirtAddr;

/**
 * Finds a translation on a TLB miss: the table walker of the hardware, or the refill routine of a CPU that has none. Stateless;
 * called by the MMU; allocation-free.
 */
public interface PageWalker {
    /** Who walks. */
    enum Kind {
        /** The MMU itself. */
        HARDWARE,
        /** The kernel, in a refill exception (MIPS). */
        SOFTWARE
    }

    /** Who walks; refills are counted as exceptions. */
    default Kind kind() {
        return Kind.HARDWARE;
    }

    /**
     * Walks. Where the access is permitted, sets the accessed bits on the way, and the dirty bit if it is a write, in the tables
     * in memory, and reports the page with {@link WalkResult#found}. Where it is not, nothing is changed.
     *
     * @param memory the bus
     * @param root what {@link PageTable#root} gave
     * @param va a canonical address
     * @param access a mask of {@link Access}
     * @param result takes every entry read and the page found
     * @return {@link TranslationFault#NONE}, or a fault
     */
    long walk(PhysicalMemory memory, long root, @VirtAddr long va, int access, WalkResult result);
}
