package org.mmlab.virtual.syscall;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.vma.VmaMerge;

/** mseal (Linux: {@code mm/mseal.c}, since 6.10): areas that can be neither unmapped nor changed any more. */
final class Mseal {
    private Mseal() {}

    static int call(AddressSpace mm, long address, long length, long flags) {
        if (!mm.system().settings().kernel().atLeast(KernelVersion.V6_12)) {
            return Errno.ENOSYS.result();
        }
        long bytes = (length + Addresses.PAGE_OFFSET_MASK) & ~Addresses.PAGE_OFFSET_MASK;
        long end = address + bytes;
        if (flags != 0
                || (address & Addresses.PAGE_OFFSET_MASK) != 0
                || (length != 0 && bytes == 0)
                || Long.compareUnsigned(end, address) < 0) {
            return Errno.EINVAL.result();
        }
        return end == address ? 0 : seal(mm, Addresses.virt(address), Addresses.virt(end));
    }

    private static int seal(AddressSpace mm, @VirtAddr long start, @VirtAddr long end) {
        for (@VirtAddr long at = start; Addresses.below(at, end); ) {
            Vma vma = mm.lookup(at);
            if (vma == null) {
                return Errno.ENOMEM.result();
            }
            at = vma.end();
        }
        @VirtAddr long at = start;
        for (Vma vma = mm.lookup(at); vma != null && Addresses.below(at, end); vma = mm.lookup(at)) {
            @VirtAddr long to = Addresses.below(vma.end(), end) ? vma.end() : end;
            Vma sealed = vma.has(VmFlags.SEALED) ? vma : VmaMerge.modify(vma, at, to, vma.flags() | VmFlags.SEALED);
            if (sealed == null) {
                return Errno.ENOMEM.result();
            }
            at = sealed.end();
        }
        return 0;
    }
}
