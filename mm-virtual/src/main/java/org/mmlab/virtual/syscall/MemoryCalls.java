package org.mmlab.virtual.syscall;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Capability;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.Rlimits;

/**
 * All system calls on memory of one process. Arguments are as a program passes them, addresses and lengths unsigned; results are
 * 0 or more, or a negative {@link Errno}. Costs are logarithmic in the number of areas, and linear in the areas and pages touched.
 * Confined to the machine's thread.
 */
public final class MemoryCalls {
    /** prctl(PR_SET_THP_DISABLE): all but areas that ask for huge pages (Linux: {@code PR_THP_DISABLE_EXCEPT_ADVISED}). */
    private static final long EXCEPT_ADVISED = 2;

    private final AddressSpace mm;

    /** The calls of the process that owns {@code mm}. */
    public MemoryCalls(AddressSpace mm) {
        this.mm = mm;
    }

    /** The address space that the calls change. */
    public AddressSpace space() {
        return mm;
    }

    /**
     * mmap.
     *
     * @param prot {@link Prot}
     * @param flags {@link MapFlags}
     * @param file the open file; looked at only without MAP_ANONYMOUS, and then null is a bad descriptor
     * @param offset offset in the file in bytes
     * @return the address
     */
    public long mmap(long address, long length, long prot, long flags, @Nullable OpenFile file, long offset) {
        if ((offset & Addresses.PAGE_OFFSET_MASK) != 0) {
            return Errno.EINVAL.result();
        }
        boolean anonymous = (flags & MapFlags.ANONYMOUS) != 0;
        if (!anonymous && file == null) {
            return Errno.EBADF.result();
        }
        return new Mmap(mm, prot, flags, anonymous ? null : file, offset >>> Addresses.PAGE_SHIFT)
                .call(address, length);
    }

    /** munmap. */
    public int munmap(long address, long length) {
        return Munmap.call(mm, address, length);
    }

    /** mprotect; {@code prot} is {@link Prot}. */
    public int mprotect(long address, long length, long prot) {
        return Mprotect.call(mm, address, length, prot);
    }

    /** mremap; returns the address. {@code flags} is 1 = MAYMOVE, 2 = FIXED, 4 = DONTUNMAP. */
    public long mremap(long address, long oldLength, long newLength, long flags, long newAddress) {
        return new Mremap(mm, address, oldLength, newLength, flags, newAddress).call();
    }

    /** The raw brk: the new end of the heap, or the old one where the kernel refuses. */
    public long brk(long end) {
        return Brk.call(mm, end);
    }

    /** madvise; {@code advice} is a number of {@link Advice}, or any other. */
    public int madvise(long address, long length, int advice) {
        return Madvise.call(mm, address, length, advice);
    }

    /** mlock. */
    public int mlock(long address, long length) {
        return Mlock.lock(mm, address, length, 0);
    }

    /** mlock2; {@code flags} is 0 or 1 = MLOCK_ONFAULT. */
    public int mlock2(long address, long length, long flags) {
        return Mlock.lock(mm, address, length, flags);
    }

    /** munlock. */
    public int munlock(long address, long length) {
        return Mlock.unlock(mm, address, length);
    }

    /** mlockall; {@code flags} is 1 = CURRENT, 2 = FUTURE, 4 = ONFAULT. */
    public int mlockall(long flags) {
        return Mlock.lockAll(mm, flags);
    }

    /** munlockall. */
    public int munlockall() {
        return Mlock.unlockAll(mm);
    }

    /**
     * mbind: the memory policy of a range.
     *
     * @param mode a number of {@link Mempolicy.Mode} with the flags of {@link Mempolicy#MODE_FLAGS}
     * @param nodes a bit mask
     * @param flags {@link MbindFlags}
     * @return 0; EFAULT for a hole; EIO where a page cannot lie where it shall; EINVAL; EPERM; ENOMEM
     */
    public int mbind(long address, long length, int mode, long nodes, int flags) {
        return Mbind.call(mm, address, length, mode, nodes, flags);
    }

    /** mbind with a policy of any plug-in; null gives the range none of its own. */
    public int mbind(long address, long length, @Nullable Mempolicy policy, int flags) {
        return Mbind.call(mm, address, length, policy, flags);
    }

    /** set_mempolicy: the policy of the process; arguments as for {@link #mbind(long, long, int, long, int)}. */
    public int setMempolicy(int mode, long nodes) {
        return TaskMempolicy.set(mm, mode, nodes);
    }

    /** get_mempolicy; {@code flags} is 1 = MPOL_F_NODE, 2 = MPOL_F_ADDR, 4 = MPOL_F_MEMS_ALLOWED. */
    public MempolicyAnswer getMempolicy(long address, int flags) {
        return TaskMempolicy.get(mm, address, flags);
    }

    /** msync; {@code flags} is 1 = ASYNC, 2 = INVALIDATE, 4 = SYNC. */
    public int msync(long address, long length, long flags) {
        return Msync.call(mm, address, length, flags);
    }

    /** mincore; {@code vector} gets a 1 or 0 for each page, as far as areas are there. */
    public int mincore(long address, long length, byte[] vector) {
        return Mincore.call(mm, address, length, vector);
    }

    /** mseal; {@code flags} must be 0. */
    public int mseal(long address, long length, long flags) {
        return Mseal.call(mm, address, length, flags);
    }

    /** remap_file_pages, as emulated since Linux 4.0; {@code prot} must be 0. */
    public int remapFilePages(long address, long length, long prot, long pageOffset, long flags) {
        return RemapFilePages.call(mm, address, length, prot, pageOffset, flags);
    }

    /**
     * prctl(PR_SET_THP_DISABLE).
     *
     * @param disable 0 = huge pages as usual
     * @param flags since 6.18: 2 = areas that ask for huge pages may have them
     */
    public int disableHugePages(long disable, long flags) {
        boolean known = flags == 0
                || (flags == EXCEPT_ADVISED
                        && disable != 0
                        && mm.system().settings().kernel().atLeast(KernelVersion.V6_18));
        if (!known) {
            return Errno.EINVAL.result();
        }
        AddressSpace.HugePages mode =
                flags == 0 ? AddressSpace.HugePages.DISABLED : AddressSpace.HugePages.ADVISED_ONLY;
        mm.setHugePages(disable == 0 ? AddressSpace.HugePages.ENABLED : mode);
        return 0;
    }

    /** setrlimit, soft and hard alike; EPERM where that raises the hard limit and the process is not privileged. */
    public int setRlimit(Rlimits.Resource resource, long bytes) {
        if (mm.rlimits().isRaise(resource, bytes) && !mm.capable(Capability.SYS_RESOURCE)) {
            return Errno.EPERM.result();
        }
        mm.rlimits().set(resource, bytes);
        return 0;
    }

    /** The memory part of fork: the address space of child {@code id}, or null where memory is short (ENOMEM). */
    public @Nullable AddressSpace fork(int id) {
        return ForkSpace.call(mm, id);
    }

    /** The end of the address space, at exit or exec; nothing may be called afterwards. */
    public void exit() {
        ExitSpace.call(mm);
    }
}
