package org.mmlab.virtual.pagetable.x86;

import static org.mmlab.virtual.pagetable.x86.X86Bits.DIRTY;
import static org.mmlab.virtual.pagetable.x86.X86Bits.GLOBAL;
import static org.mmlab.virtual.pagetable.x86.X86Bits.NX;
import static org.mmlab.virtual.pagetable.x86.X86Bits.RW;
import static org.mmlab.virtual.pagetable.x86.X86Bits.USER;

import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.WalkResult;

/**
 * What the entries on a walk permit together: to write and to use in user mode needs the bit in all of them, to fetch needs NX in
 * none (Intel SDM volume 3, 4.6).
 */
final class X86Rights {
    private X86Rights() {}

    /**
     * Whether an access is permitted.
     *
     * @param all the and of the entries
     * @param any the or of the entries
     */
    static boolean permit(long all, long any, int access) {
        if ((access & Access.SUPERVISOR) == 0 && (all & USER) == 0) {
            return false;
        }
        if ((access & Access.WRITE) != 0) {
            return (all & RW) != 0;
        }
        return (access & Access.FETCH) == 0 || (any & NX) == 0;
    }

    /** The rights of a page for the TLB; {@code leaf} is the last entry as the walk left it. */
    static int of(long all, long any, long leaf) {
        int rights = Access.READ;
        if ((any & NX) == 0) {
            rights |= Access.FETCH;
        }
        if ((all & RW) != 0) {
            rights |= Access.WRITE;
        }
        if ((all & USER) != 0) {
            rights |= WalkResult.USER;
        }
        if ((leaf & DIRTY) != 0) {
            rights |= WalkResult.DIRTY;
        }
        if ((leaf & GLOBAL) != 0) {
            rights |= WalkResult.GLOBAL;
        }
        return rights;
    }
}
