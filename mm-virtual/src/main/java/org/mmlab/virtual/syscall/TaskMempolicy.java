package org.mmlab.virtual.syscall;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.NumaPolicies;
import org.mmlab.virtual.mm.PageOps;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/** set_mempolicy and get_mempolicy (Linux: {@code do_set_mempolicy}, {@code do_get_mempolicy} in {@code mm/mempolicy.c}). */
final class TaskMempolicy {
    private static final int NODE = 1;
    private static final int ADDR = 1 << 1;
    private static final int MEMS_ALLOWED = 1 << 2;

    private TaskMempolicy() {}

    static int set(AddressSpace mm, int modeAndFlags, long nodes) {
        Mempolicy.Mode mode = Mempolicy.Mode.of(modeAndFlags & ~Mempolicy.MODE_FLAGS);
        int modeFlags = modeAndFlags & Mempolicy.MODE_FLAGS;
        if (mode == null || !Mempolicy.areSane(mode, modeFlags)) {
            return Errno.EINVAL.result();
        }
        NumaPolicies numa = mm.system().numa();
        Mempolicy policy =
                mode == Mempolicy.Mode.DEFAULT ? null : Mempolicy.of(mode, modeFlags, nodes, numa.withMemory());
        if (mode == Mempolicy.Mode.DEFAULT ? nodes != 0 : policy == null) {
            return Errno.EINVAL.result();
        }
        numa.setTask(mm, policy);
        return 0;
    }

    static MempolicyAnswer get(AddressSpace mm, long address, int flags) {
        NumaPolicies numa = mm.system().numa();
        if ((flags & ~(NODE | ADDR | MEMS_ALLOWED)) != 0) {
            return MempolicyAnswer.error(Errno.EINVAL.result());
        }
        if ((flags & MEMS_ALLOWED) != 0) {
            return flags == MEMS_ALLOWED
                    ? new MempolicyAnswer(0, 0, numa.withMemory(), "")
                    : MempolicyAnswer.error(Errno.EINVAL.result());
        }
        if ((flags & ADDR) != 0) {
            return ofPage(mm, Addresses.virt(address), (flags & NODE) != 0);
        }
        if (address != 0) {
            return MempolicyAnswer.error(Errno.EINVAL.result());
        }
        Mempolicy own = numa.ofTask(mm);
        if ((flags & NODE) == 0) {
            return MempolicyAnswer.of(own);
        }
        int next = numa.nextNode(mm);
        return own == null || next < 0 ? MempolicyAnswer.error(Errno.EINVAL.result()) : MempolicyAnswer.node(next, own);
    }

    /** Of an area without a policy the answer is MPOL_DEFAULT, whatever the process has. */
    private static MempolicyAnswer ofPage(AddressSpace mm, @VirtAddr long address, boolean node) {
        Vma vma = mm.lookup(address);
        if (vma == null) {
            return MempolicyAnswer.error(Errno.EFAULT.result());
        }
        Mempolicy policy = vma.policyAt(address);
        if (!node) {
            return MempolicyAnswer.of(policy);
        }
        int there = nodeOf(vma, Addresses.pageDown(address));
        return there < 0 ? MempolicyAnswer.error(there) : MempolicyAnswer.node(there, policy);
    }

    /** Linux: {@code lookup_node}, which reads a page that is not there. */
    private static int nodeOf(Vma vma, @VirtAddr long page) {
        if (!vma.has(VmFlags.READ)) {
            return Errno.EFAULT.result();
        }
        int error = vma.mm().pages().populate(vma, page, page + Addresses.PAGE_SIZE, PageOps.Populate.READ);
        if (error != 0) {
            return error;
        }
        int node = vma.mm().system().numa().nodeAt(vma, page);
        return node < 0 ? Errno.EFAULT.result() : node;
    }
}
