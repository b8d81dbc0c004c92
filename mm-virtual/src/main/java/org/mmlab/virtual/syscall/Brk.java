package org.mmlab.virtual.syscall;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.MmLayout;
import org.mmlab.virtual.mm.Rlimits.Resource;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.vma.Limits;
import org.mmlab.virtual.vma.Range;
import org.mmlab.virtual.vma.VmaMerge;
import org.mmlab.virtual.vma.VmaUnmap;

/** brk (Linux: {@code SYSCALL_DEFINE1(brk)}, {@code do_brk_flags}). */
final class Brk {
    private static final long HEAP_FLAGS =
            VmFlags.READ | VmFlags.WRITE | VmFlags.MAYREAD | VmFlags.MAYWRITE | VmFlags.MAYEXEC | VmFlags.ACCOUNT;

    private Brk() {}

    /** The new end of the heap, or the old one where the kernel refuses. */
    static long call(AddressSpace mm, long wanted) {
        if (move(mm, Addresses.virt(wanted))) {
            mm.setBrk(Addresses.virt(wanted));
        }
        return Addresses.rawVirt(mm.brk());
    }

    private static boolean move(AddressSpace mm, @VirtAddr long wanted) {
        MmLayout layout = mm.layout();
        if (Addresses.below(wanted, layout.startBrk())) {
            return false;
        }
        long data = (wanted - layout.startBrk()) + (layout.endData() - layout.startData());
        if (!mm.rlimits().allows(Resource.DATA, data)) {
            return false;
        }
        @VirtAddr long to = Addresses.pageUp(wanted);
        @VirtAddr long from = Addresses.pageUp(mm.brk());
        if (to == from) {
            return true;
        }
        return Addresses.below(mm.brk(), wanted) ? grow(mm, from, to) : shrink(mm, to, from);
    }

    private static boolean shrink(AddressSpace mm, @VirtAddr long to, @VirtAddr long from) {
        return mm.intersection(to, from) != null && VmaUnmap.unmap(mm, to, from) == 0;
    }

    private static boolean grow(AddressSpace mm, @VirtAddr long from, @VirtAddr long to) {
        long bytes = to - from;
        if (!Limits.permitLocking(mm, mm.defaultFlags(), bytes)
                || Errno.isError(AddressSearch.find(mm, null, Addresses.rawVirt(from), bytes, 0, MapFlags.FIXED))) {
            return false;
        }
        Vma next = mm.find(from);
        if (next != null && Addresses.below(mm.claimedStart(next), to + Addresses.PAGE_SIZE)) {
            return false;
        }
        long flags = HEAP_FLAGS | mm.defaultFlags();
        if (!extend(mm, from, to, flags)) {
            return false;
        }
        if (VmFlags.any(mm.defaultFlags(), VmFlags.LOCKED)) {
            mm.setBrk(to);
            Populate.range(mm, from, bytes, Populate.Errors.IGNORE);
        }
        return true;
    }

    /** Adds the pages to the heap's last area if that takes them, else as an area of their own; the next area is left alone. */
    private static boolean extend(AddressSpace mm, @VirtAddr long from, @VirtAddr long to, long flags) {
        long pages = (to - from) >>> Addresses.PAGE_SHIFT;
        if (!Limits.permitGrowth(mm, flags, pages)
                || mm.areaCount() > mm.system().settings().maxMapCount()
                || !mm.system().commit().charge(mm, pages)) {
            return false;
        }
        long pageOffset = Addresses.vpnOf(from);
        Vma prev = mm.before(from);
        Vma heap = prev != null && Addresses.below(mm.layout().startBrk(), prev.end()) ? prev : null;
        if (VmaMerge.add(heap, null, Range.fresh(from, to, flags, pageOffset, null)) == null) {
            mm.link(mm.newArea(from, to, flags, pageOffset, null));
        }
        mm.counters().account(flags, pages);
        if (VmFlags.any(flags, VmFlags.LOCKED)) {
            mm.counters().addLocked(pages);
        }
        return true;
    }
}
