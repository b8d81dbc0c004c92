package org.mmlab.virtual.syscall;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.VmSystem;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.vma.Limits;
import org.mmlab.virtual.vma.Range;
import org.mmlab.virtual.vma.VmaMerge;
import org.mmlab.virtual.vma.VmaUnmap;

/** Puts a new area, or pages of a neighbour, in the place of whatever a range holds (Linux: {@code __mmap_region}). */
final class MapRegion {
    private MapRegion() {}

    /**
     * Maps; the address, or a negative {@link Errno}. After that at most some areas are cut, unless the file system refused: it is
     * asked last, and the range is then empty.
     *
     * @param refusal what the file system says: 0, or a negative {@link Errno}
     */
    static long map(
            AddressSpace mm,
            @Nullable OpenFile file,
            long address,
            long bytes,
            long wantedFlags,
            long pageOffset,
            int refusal) {
        VmSystem system = mm.system();
        @VirtAddr long start = Addresses.virt(address);
        @VirtAddr long end = start + bytes;
        long pages = bytes >>> Addresses.PAGE_SHIFT;
        VmaUnmap old = VmaUnmap.of(mm, start, end);
        int error = old.gather();
        if (error != 0) {
            return error;
        }
        if (!Limits.permitGrowth(mm, wantedFlags, pages - old.pages())) {
            return Errno.ENOMEM.result();
        }
        long flags = wantedFlags;
        if (isAccountable(flags)) {
            if (!system.commit().charge(mm, pages - old.accountedPages())) {
                return Errno.ENOMEM.result();
            }
            old.keepCharge();
            flags |= VmFlags.ACCOUNT;
        }
        OpenFile backing = file;
        if (refusal != 0) {
            system.commit().uncharge(VmFlags.any(flags, VmFlags.ACCOUNT) ? pages : 0);
            old.complete();
            return refusal;
        }
        if (file == null && VmFlags.any(flags, VmFlags.SHARED)) {
            long promised = VmFlags.any(flags, VmFlags.NORESERVE) ? 0 : pages;
            if (!system.commit().charge(mm, promised)) {
                return Errno.ENOMEM.result();
            }
            backing = system.files().openShared(bytes, promised);
        }
        old.complete();
        Vma vma = VmaMerge.add(mm.before(start), mm.find(end), Range.fresh(start, end, flags, pageOffset, backing));
        if (vma == null) {
            vma = mm.newArea(start, end, flags, pageOffset, backing);
            mm.link(vma);
        }
        if (backing != null && backing != file) {
            system.files().release(backing); // the area holds it now
        }
        mm.counters().account(flags, pages);
        if (VmFlags.any(flags, VmFlags.NEVER_LOCKED)) {
            mm.setFlags(vma, vma.flags() & ~VmFlags.LOCKED_MASK);
        } else if (VmFlags.any(flags, VmFlags.LOCKED)) {
            mm.counters().addLocked(pages);
        }
        return address;
    }

    /** Private writable memory is promised (Linux: {@code accountable_mapping}). */
    private static boolean isAccountable(long flags) {
        long hinder = VmFlags.NORESERVE | VmFlags.SHARED | VmFlags.HUGETLB;
        return (flags & (hinder | VmFlags.WRITE)) == VmFlags.WRITE;
    }
}
