package org.mmlab.virtual.syscall;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/** msync (Linux: {@code mm/msync.c}): writes the dirty pages of shared file mappings back. */
final class Msync {
    /** Start writing; no effect since 2.6.19. */
    static final long ASYNC = 1;
    /** Fail where pages are locked. */
    static final long INVALIDATE = 2;
    /** Write and wait. */
    static final long SYNC = 4;

    private Msync() {}

    static int call(AddressSpace mm, long address, long length, long flags) {
        if ((flags & ~(ASYNC | INVALIDATE | SYNC)) != 0
                || (address & Addresses.PAGE_OFFSET_MASK) != 0
                || (flags & (ASYNC | SYNC)) == (ASYNC | SYNC)) {
            return Errno.EINVAL.result();
        }
        long end = address + ((length + Addresses.PAGE_OFFSET_MASK) & ~Addresses.PAGE_OFFSET_MASK);
        if (Long.compareUnsigned(end, address) < 0) {
            return Errno.ENOMEM.result();
        }
        return end == address ? 0 : walk(mm, Addresses.virt(address), Addresses.virt(end), flags);
    }

    private static int walk(AddressSpace mm, @VirtAddr long start, @VirtAddr long end, long flags) {
        int holes = 0;
        @VirtAddr long at = start;
        while (Addresses.below(at, end)) {
            Vma vma = mm.find(at);
            if (vma == null || !Addresses.below(vma.start(), end)) {
                return Errno.ENOMEM.result();
            }
            if (Addresses.below(at, vma.start())) {
                if (flags == ASYNC) {
                    return Errno.ENOMEM.result();
                }
                at = vma.start();
                holes = Errno.ENOMEM.result();
            }
            if ((flags & INVALIDATE) != 0 && vma.has(VmFlags.LOCKED)) {
                return Errno.EBUSY.result();
            }
            @VirtAddr long to = Addresses.below(vma.end(), end) ? vma.end() : end;
            OpenFile file = vma.file();
            if ((flags & SYNC) != 0 && file != null && vma.has(VmFlags.SHARED)) {
                mm.system().files().cache().sync(file.mapping().file(), vma.pageOffsetOf(at), vma.pageOffsetOf(to) - 1);
            }
            at = vma.end();
        }
        return holes;
    }
}
