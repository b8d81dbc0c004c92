package org.mmlab.virtual.syscall;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/**
 * remap_file_pages as the kernel emulates it since 4.0 (Linux: {@code mm/mmap.c}): a shared mapping is mapped again at another offset,
 * which makes areas where there once was a non-linear one.
 */
final class RemapFilePages {
    private RemapFilePages() {}

    static int call(AddressSpace mm, long address, long length, long prot, long pageOffset, long flags) {
        long start = address & ~Addresses.PAGE_OFFSET_MASK;
        long bytes = length & ~Addresses.PAGE_OFFSET_MASK;
        if (prot != 0
                || Long.compareUnsigned(start + bytes, start) <= 0
                || Long.compareUnsigned(pageOffset + (bytes >>> Addresses.PAGE_SHIFT), pageOffset) < 0) {
            return Errno.EINVAL.result();
        }
        Vma vma = mm.lookup(Addresses.virt(start));
        OpenFile file = sharedFile(vma);
        if (vma == null || file == null || !isUniform(vma, Addresses.virt(start + bytes))) {
            return Errno.EINVAL.result();
        }
        long access = vma.flags() & VmFlags.ACCESS;
        long mapFlags = (flags & MapFlags.NONBLOCK) | MapFlags.SHARED | MapFlags.FIXED | MapFlags.POPULATE;
        if (vma.has(VmFlags.LOCKED)) {
            mapFlags |= MapFlags.LOCKED;
        }
        mm.system().files().hold(file);
        long result = new Mmap(mm, access, mapFlags, file, pageOffset).call(start, bytes);
        mm.system().commit().uncharge(mm.system().files().release(file));
        return Errno.isError(result) ? (int) result : 0;
    }

    private static @Nullable OpenFile sharedFile(@Nullable Vma vma) {
        return vma == null || !vma.has(VmFlags.SHARED) ? null : vma.file();
    }

    /** Whether everything up to {@code end} is mapped alike, without a hole. */
    private static boolean isUniform(Vma first, @VirtAddr long end) {
        Vma vma = first;
        while (Addresses.below(vma.end(), end)) {
            Vma next = vma.mm().lookup(vma.end());
            if (next == null || next.file() != first.file() || next.flags() != first.flags()) {
                return false;
            }
            vma = next;
        }
        return true;
    }
}
