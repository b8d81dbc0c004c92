package org.mmlab.virtual.pagetable.x86;

import static org.mmlab.virtual.pagetable.x86.X86Bits.ACCESSED;
import static org.mmlab.virtual.pagetable.x86.X86Bits.DIRTY;

import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.PhysicalMemory;
import org.mmlab.api.translation.WalkResult;

/** How a walk sets accessed and dirty bits in memory; an entry that has them already is not written. */
final class X86Marks {
    private X86Marks() {}

    /** The bits that an access sets in the leaf. */
    static long ofLeaf(int access) {
        return (access & Access.WRITE) != 0 ? ACCESSED | DIRTY : ACCESSED;
    }

    /** Sets {@code bits} in a 64-bit entry; returns the entry as it is then. */
    static long set64(PhysicalMemory memory, @PhysAddr long slot, long entry, long bits, WalkResult result) {
        long marked = entry | bits;
        if (marked != entry) {
            memory.write64(slot, marked);
            result.stored(slot, marked);
        }
        return marked;
    }

    /** Sets {@code bits} in a 32-bit entry; returns the entry as it is then. */
    static long set32(PhysicalMemory memory, @PhysAddr long slot, long entry, long bits, WalkResult result) {
        long marked = entry | bits;
        if (marked != entry) {
            memory.write32(slot, marked);
            result.stored(slot, marked);
        }
        return marked;
    }
}
