package org.mmlab.virtual.syscall;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Capability;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.Rlimits.Resource;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.vma.Limits;
import org.mmlab.virtual.vma.VmaMerge;

/** mlock, mlock2, munlock, mlockall, munlockall (Linux: {@code mm/mlock.c}). */
final class Mlock {
    /** mlock2: lock pages as they are faulted. */
    static final long ONFAULT = 1;
    /** mlockall: the areas there are. */
    static final long CURRENT = 1;
    /** mlockall: the areas to come. */
    static final long FUTURE = 2;
    /** mlockall: lock pages as they are faulted. */
    static final long ALL_ONFAULT = 4;

    private Mlock() {}

    static int lock(AddressSpace mm, long address, long length, long flags) {
        if ((flags & ~ONFAULT) != 0) {
            return Errno.EINVAL.result();
        }
        if (!Limits.permitAnyLock(mm)) {
            return Errno.EPERM.result();
        }
        long start = address & ~Addresses.PAGE_OFFSET_MASK;
        long bytes = wholePages(address, length);
        if (!isWithinLimit(mm, start, bytes)) {
            return Errno.ENOMEM.result();
        }
        long onFault = (flags & ONFAULT) != 0 ? VmFlags.LOCKONFAULT : 0;
        int error = range(mm, start, bytes, VmFlags.LOCKED | onFault);
        if (error != 0) {
            return error;
        }
        return posix(Populate.range(mm, Addresses.virt(start), bytes, Populate.Errors.REPORT));
    }

    static int unlock(AddressSpace mm, long address, long length) {
        return range(mm, address & ~Addresses.PAGE_OFFSET_MASK, wholePages(address, length), 0);
    }

    private static long wholePages(long address, long length) {
        long reach = length + (address & Addresses.PAGE_OFFSET_MASK);
        return (reach + Addresses.PAGE_OFFSET_MASK) & ~Addresses.PAGE_OFFSET_MASK;
    }

    /** What POSIX wants mlock to say of a page that cannot be had (Linux: {@code __mlock_posix_error_return}). */
    private static int posix(int error) {
        if (error == Errno.EFAULT.result()) {
            return Errno.ENOMEM.result();
        }
        return error == Errno.ENOMEM.result() ? Errno.EAGAIN.result() : error;
    }

    private static boolean isWithinLimit(AddressSpace mm, long start, long bytes) {
        if (mm.capable(Capability.IPC_LOCK)) {
            return true;
        }
        long limit = mm.rlimits().get(Resource.MEMLOCK) >>> Addresses.PAGE_SHIFT;
        long locked = (bytes >>> Addresses.PAGE_SHIFT) + mm.counters().locked();
        return locked <= limit || locked - lockedWithin(mm, start, bytes) <= limit;
    }

    /** Pages of a range that are locked already (Linux: {@code count_mm_mlocked_page_nr}). */
    private static long lockedWithin(AddressSpace mm, long start, long bytes) {
        long end = Long.compareUnsigned(start + bytes, start) < 0 ? -1L : start + bytes;
        @VirtAddr long first = Addresses.virt(start);
        @VirtAddr long last = Addresses.virt(end);
        long count = 0;
        for (Vma vma = mm.intersection(first, last);
                vma != null && Addresses.below(vma.start(), last);
                vma = mm.next(vma)) {
            if (vma.has(VmFlags.LOCKED)) {
                @VirtAddr long from = Addresses.below(vma.start(), first) ? first : vma.start();
                @VirtAddr long to = Addresses.below(last, vma.end()) ? last : vma.end();
                count += to - from;
            }
        }
        return count >>> Addresses.PAGE_SHIFT;
    }

    /** Sets the lock flags of a range, area by area; a hole ends it with ENOMEM (Linux: {@code apply_vma_lock_flags}). */
    private static int range(AddressSpace mm, long start, long bytes, long lockFlags) {
        long end = start + bytes;
        if (Long.compareUnsigned(end, start) < 0) {
            return Errno.EINVAL.result();
        }
        @VirtAddr long at = Addresses.virt(start);
        @VirtAddr long last = Addresses.virt(end);
        while (Addresses.below(at, last)) {
            Vma vma = mm.lookup(at);
            if (vma == null) {
                return Errno.ENOMEM.result();
            }
            @VirtAddr long to = Addresses.below(vma.end(), last) ? vma.end() : last;
            int error = fix(vma, at, to, lockFlags);
            if (error != 0) {
                return error;
            }
            Vma changed = mm.lookup(at);
            at = changed == null ? to : changed.end();
        }
        return 0;
    }

    /** Linux: {@code mlock_fixup}. */
    private static int fix(Vma vma, @VirtAddr long start, @VirtAddr long end, long lockFlags) {
        AddressSpace mm = vma.mm();
        long oldFlags = vma.flags();
        long flags = (oldFlags & ~VmFlags.LOCKED_MASK) | lockFlags;
        if (flags == oldFlags || vma.has(VmFlags.NEVER_LOCKED)) {
            return 0;
        }
        Vma changed = VmaMerge.modify(vma, start, end, flags);
        if (changed == null) {
            return Errno.ENOMEM.result();
        }
        boolean was = VmFlags.any(oldFlags, VmFlags.LOCKED);
        boolean is = VmFlags.any(flags, VmFlags.LOCKED);
        if (was != is) {
            long pages = (end - start) >>> Addresses.PAGE_SHIFT;
            mm.counters().addLocked(is ? pages : -pages);
            mm.pages().lock(changed, start, end);
        }
        return 0;
    }

    static int lockAll(AddressSpace mm, long flags) {
        if (flags == 0 || (flags & ~(CURRENT | FUTURE | ALL_ONFAULT)) != 0 || flags == ALL_ONFAULT) {
            return Errno.EINVAL.result();
        }
        if (!Limits.permitAnyLock(mm)) {
            return Errno.EPERM.result();
        }
        boolean current = (flags & CURRENT) != 0;
        if (current
                && !mm.capable(Capability.IPC_LOCK)
                && !mm.rlimits().allowsPages(Resource.MEMLOCK, mm.counters().total())) {
            return Errno.ENOMEM.result();
        }
        applyToAll(mm, flags);
        if (current) {
            long taskSize = Addresses.rawVirt(mm.layout().taskSize());
            Populate.range(mm, Addresses.virt(0), taskSize, Populate.Errors.IGNORE);
        }
        return 0;
    }

    static int unlockAll(AddressSpace mm) {
        applyToAll(mm, 0);
        return 0;
    }

    /** Linux: {@code apply_mlockall_flags}; areas that cannot be changed are left out. */
    private static void applyToAll(AddressSpace mm, long flags) {
        long onFault = (flags & ALL_ONFAULT) != 0 ? VmFlags.LOCKONFAULT : 0;
        long future = (flags & FUTURE) != 0 ? VmFlags.LOCKED | onFault : 0;
        mm.setDefaultFlags((mm.defaultFlags() & ~VmFlags.LOCKED_MASK) | future);
        boolean current = (flags & CURRENT) != 0;
        if (future != 0 && !current) {
            return;
        }
        long lockFlags = current ? VmFlags.LOCKED | onFault : 0;
        @VirtAddr long at = Addresses.virt(0);
        for (Vma vma = mm.find(at); vma != null; vma = mm.find(at)) {
            @VirtAddr long end = vma.end();
            fix(vma, vma.start(), end, lockFlags);
            at = end;
        }
    }
}
