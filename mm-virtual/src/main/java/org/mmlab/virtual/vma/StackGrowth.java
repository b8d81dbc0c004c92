package org.mmlab.virtual.vma;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.Rlimits.Resource;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/** A fault below a stack makes it grow (Linux: {@code expand_downwards}, {@code acct_stack_growth}). */
public final class StackGrowth {
    private StackGrowth() {}

    /**
     * Grows {@code vma}, the next area above {@code address}, down to the page of {@code address}.
     *
     * @return 0, or a negative {@link Errno}; the fault is then a SIGSEGV
     */
    public static int expandTo(Vma vma, @VirtAddr long address) {
        AddressSpace mm = vma.mm();
        if (!vma.has(VmFlags.GROWSDOWN)) {
            return Errno.EFAULT.result();
        }
        @VirtAddr long start = Addresses.pageDown(address);
        if (Addresses.below(start, mm.system().settings().minAddress())) {
            return Errno.EPERM.result();
        }
        Vma prev = mm.before(vma.start());
        if (prev != null
                && keepsAway(prev)
                && start - prev.end() < mm.system().settings().guardGapBytes()) {
            return Errno.ENOMEM.result();
        }
        AnonVmas.prepare(vma);
        if (!Addresses.below(start, vma.start())) {
            return 0;
        }
        long grow = (vma.start() - start) >>> Addresses.PAGE_SHIFT;
        if (grow > vma.pageOffset() || !charge(vma, vma.end() - start, grow)) {
            return Errno.ENOMEM.result();
        }
        if (vma.has(VmFlags.LOCKED)) {
            mm.counters().addLocked(grow);
        }
        mm.counters().account(vma.flags(), grow);
        mm.resize(vma, start, vma.end(), vma.pageOffset() - grow);
        return 0;
    }

    /** Whether a stack must stay a guard gap away: from all but other stacks and areas that nobody may touch. */
    private static boolean keepsAway(Vma prev) {
        return !prev.has(VmFlags.GROWSDOWN) && prev.has(VmFlags.ACCESS);
    }

    private static boolean charge(Vma vma, long bytes, long grow) {
        AddressSpace mm = vma.mm();
        return Limits.permitGrowth(mm, vma.flags(), grow)
                && mm.rlimits().allows(Resource.STACK, bytes)
                && Limits.permitLocking(mm, vma.flags(), grow << Addresses.PAGE_SHIFT)
                && (!vma.has(VmFlags.ACCOUNT) || mm.system().commit().charge(mm, grow));
    }
}
