package org.mmlab.virtual.syscall;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.PageOps;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.vma.Limits;
import org.mmlab.virtual.vma.VmaMerge;

/** mprotect (Linux: {@code do_mprotect_pkey}, {@code mprotect_fixup}). */
final class Mprotect {
    private static final int MAY_SHIFT = 4;

    private Mprotect() {}

    static int call(AddressSpace mm, long address, long length, long requested) {
        long grows = requested & (Prot.GROWSDOWN | Prot.GROWSUP);
        long prot = requested & ~(Prot.GROWSDOWN | Prot.GROWSUP);
        if (grows == (Prot.GROWSDOWN | Prot.GROWSUP) || (address & Addresses.PAGE_OFFSET_MASK) != 0) {
            return Errno.EINVAL.result();
        }
        if (length == 0) {
            return 0;
        }
        long end = address + ((length + Addresses.PAGE_OFFSET_MASK) & ~Addresses.PAGE_OFFSET_MASK);
        if (Long.compareUnsigned(end, address) <= 0) {
            return Errno.ENOMEM.result();
        }
        if ((prot & ~Prot.VALID) != 0) {
            return Errno.EINVAL.result();
        }
        Vma first = mm.intersection(Addresses.virt(address), Addresses.virt(end));
        if (first == null) {
            return Errno.ENOMEM.result();
        }
        @VirtAddr long start = Addresses.virt(address);
        if (grows == Prot.GROWSDOWN) {
            if (!first.has(VmFlags.GROWSDOWN)) {
                return Errno.EINVAL.result();
            }
            start = first.start();
        } else if (Addresses.below(start, first.start())) {
            return Errno.ENOMEM.result();
        } else if (grows == Prot.GROWSUP) {
            return Errno.EINVAL.result();
        }
        return range(mm, start, Addresses.virt(end), Prot.toFlags(prot));
    }

    /** Changes area by area; a hole ends it with ENOMEM, what came before stays changed. */
    private static int range(AddressSpace mm, @VirtAddr long start, @VirtAddr long end, long access) {
        @VirtAddr long at = start;
        while (Addresses.below(at, end)) {
            Vma vma = mm.lookup(at);
            if (vma == null) {
                return Errno.ENOMEM.result();
            }
            long flags = access | (vma.flags() & ~VmFlags.ACCESS);
            if (VmFlags.any(flags & ~(flags >> MAY_SHIFT), VmFlags.ACCESS)) {
                return Errno.EACCES.result();
            }
            @VirtAddr long to = Addresses.below(vma.end(), end) ? vma.end() : end;
            int error = fix(vma, at, to, flags);
            if (error != 0) {
                return error;
            }
            Vma changed = mm.lookup(at);
            at = changed == null ? to : changed.end();
        }
        return 0;
    }

    private static int fix(Vma vma, @VirtAddr long start, @VirtAddr long end, long wanted) {
        long oldFlags = vma.flags();
        if (VmFlags.any(oldFlags, VmFlags.SEALED)) {
            return Errno.EPERM.result();
        }
        if (wanted == oldFlags) {
            return 0;
        }
        AddressSpace mm = vma.mm();
        long pages = (end - start) >>> Addresses.PAGE_SHIFT;
        long flags = wanted;
        long charged = 0;
        if (VmFlags.any(wanted, VmFlags.WRITE)) {
            if (!Limits.permitGrowth(mm, wanted, pages) && Limits.permitGrowth(mm, oldFlags, pages)) {
                return Errno.ENOMEM.result();
            }
            if (!VmFlags.any(oldFlags, VmFlags.ACCOUNT | VmFlags.WRITE | VmFlags.SHARED | VmFlags.NORESERVE)) {
                charged = pages;
                if (!mm.system().commit().charge(mm, charged)) {
                    return Errno.ENOMEM.result();
                }
                flags |= VmFlags.ACCOUNT;
            }
        } else if (VmFlags.any(oldFlags, VmFlags.ACCOUNT) && vma.isAnonymous() && vma.anonVma() == null) {
            flags &= ~VmFlags.ACCOUNT;
        }
        Vma changed = VmaMerge.modify(vma, start, end, flags);
        if (changed == null) {
            mm.system().commit().uncharge(charged);
            return Errno.ENOMEM.result();
        }
        finish(changed, start, end, oldFlags);
        return 0;
    }

    private static void finish(Vma vma, @VirtAddr long start, @VirtAddr long end, long oldFlags) {
        AddressSpace mm = vma.mm();
        long pages = (end - start) >>> Addresses.PAGE_SHIFT;
        mm.pages().protect(vma, start, end, oldFlags);
        if (VmFlags.any(oldFlags, VmFlags.ACCOUNT) && !vma.has(VmFlags.ACCOUNT)) {
            mm.system().commit().uncharge(pages);
        }
        boolean wasLockedReadOnly = (oldFlags & (VmFlags.WRITE | VmFlags.SHARED | VmFlags.LOCKED)) == VmFlags.LOCKED;
        if (wasLockedReadOnly && vma.has(VmFlags.WRITE)) {
            Populate.part(vma, start, end, PageOps.Populate.AS_MAPPED_HOLDING);
        }
        mm.counters().account(oldFlags, -pages);
        mm.counters().account(vma.flags(), pages);
    }
}
