package org.mmlab.virtual.syscall;

import org.mmlab.api.address.Addresses;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.vma.VmaUnmap;

/** munmap (Linux: {@code do_vmi_munmap}). */
final class Munmap {
    private Munmap() {}

    static int call(AddressSpace mm, long address, long bytes) {
        long taskSize = Addresses.rawVirt(mm.layout().taskSize());
        if ((address & Addresses.PAGE_OFFSET_MASK) != 0
                || Long.compareUnsigned(address, taskSize) > 0
                || Long.compareUnsigned(bytes, taskSize - address) > 0
                || bytes == 0) {
            return Errno.EINVAL.result();
        }
        long end = address + ((bytes + Addresses.PAGE_OFFSET_MASK) & ~Addresses.PAGE_OFFSET_MASK);
        return VmaUnmap.unmap(mm, Addresses.virt(address), Addresses.virt(end));
    }
}
