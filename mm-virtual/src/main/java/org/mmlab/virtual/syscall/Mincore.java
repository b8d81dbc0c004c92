package org.mmlab.virtual.syscall;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Capability;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.Vma;

/** mincore (Linux: {@code mm/mincore.c}): which pages are in memory. */
final class Mincore {
    private Mincore() {}

    static int call(AddressSpace mm, long address, long length, byte[] vector) {
        if ((address & Addresses.PAGE_OFFSET_MASK) != 0) {
            return Errno.EINVAL.result();
        }
        long taskSize = Addresses.rawVirt(mm.layout().taskSize());
        long past = address + length;
        if (Long.compareUnsigned(past, taskSize) > 0 || Long.compareUnsigned(past, address) < 0) {
            return Errno.ENOMEM.result();
        }
        long pages = Addresses.pagesFor(length);
        if (pages > vector.length) {
            return Errno.EFAULT.result();
        }
        @VirtAddr long start = Addresses.virt(address);
        @VirtAddr long end = start + (pages << Addresses.PAGE_SHIFT);
        @VirtAddr long at = start;
        while (Addresses.below(at, end)) {
            Vma vma = mm.lookup(at);
            if (vma == null) {
                return Errno.ENOMEM.result();
            }
            @VirtAddr long to = Addresses.below(vma.end(), end) ? vma.end() : end;
            int first = (int) ((at - start) >>> Addresses.PAGE_SHIFT);
            if (mayTell(vma)) {
                mm.pages().resident(vma, at, to, vector, first);
            } else {
                Arrays.fill(vector, first, first + (int) ((to - at) >>> Addresses.PAGE_SHIFT), (byte) 1);
            }
            at = to;
        }
        return 0;
    }

    /** What of a file is cached is told to its owner alone; others see all of it (Linux: {@code can_do_mincore}). */
    private static boolean mayTell(Vma vma) {
        OpenFile file = vma.file();
        return file == null || file.mapping().isNameless() || vma.mm().capable(Capability.FOWNER);
    }
}
