package org.mmlab.virtual.syscall;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.PageOps;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.vma.VmaMerge;

/**
 * madvise (Linux: {@code do_madvise}, {@code madvise_walk_vmas}). Holes are passed over and reported at the end; any other error ends
 * the call. {@link AdviceFlags} has the advices that change an area's flags, {@link AdvicePages} those that change its pages.
 */
final class Madvise {
    private Madvise() {}

    static int call(AddressSpace mm, long address, long length, int number) {
        Advice advice = Advice.of(number, mm.system().settings().kernel());
        if (advice == null || (address & Addresses.PAGE_OFFSET_MASK) != 0) {
            return Errno.EINVAL.result();
        }
        long bytes = (length + Addresses.PAGE_OFFSET_MASK) & ~Addresses.PAGE_OFFSET_MASK;
        long end = address + bytes;
        if ((length != 0 && bytes == 0) || Long.compareUnsigned(end, address) < 0) {
            return Errno.EINVAL.result();
        }
        if (end == address) {
            return 0;
        }
        @VirtAddr long from = Addresses.virt(address);
        @VirtAddr long to = Addresses.virt(end);
        return switch (advice) {
            case POPULATE_READ -> populate(mm, from, to, VmFlags.READ, PageOps.Populate.READ);
            case POPULATE_WRITE -> populate(mm, from, to, VmFlags.WRITE, PageOps.Populate.WRITE);
            default -> walk(mm, from, to, advice);
        };
    }

    /** Linux: {@code madvise_populate}; LRU batches take effect whether it succeeds or not. */
    private static int populate(
            AddressSpace mm, @VirtAddr long start, @VirtAddr long end, long right, PageOps.Populate how) {
        int result = populateAreas(mm, start, end, right, how);
        mm.pages().drain();
        return result;
    }

    private static int populateAreas(
            AddressSpace mm, @VirtAddr long start, @VirtAddr long end, long right, PageOps.Populate how) {
        @VirtAddr long at = start;
        while (Addresses.below(at, end)) {
            Vma vma = mm.lookup(at);
            if (vma == null) {
                return Errno.ENOMEM.result();
            }
            if (vma.has(VmFlags.IO | VmFlags.PFNMAP) || !vma.has(right)) {
                return Errno.EINVAL.result();
            }
            @VirtAddr long to = Addresses.below(vma.end(), end) ? vma.end() : end;
            int error = mm.pages().populate(vma, at, to, how);
            if (error != 0) {
                return error;
            }
            at = to;
        }
        return 0;
    }

    private static int walk(AddressSpace mm, @VirtAddr long start, @VirtAddr long end, Advice advice) {
        int holes = 0;
        @VirtAddr long at = start;
        while (Addresses.below(at, end)) {
            Vma vma = mm.find(at);
            if (vma == null) {
                return Errno.ENOMEM.result();
            }
            if (Addresses.below(at, vma.start())) {
                holes = Errno.ENOMEM.result();
                at = vma.start();
                continue;
            }
            @VirtAddr long to = Addresses.below(vma.end(), end) ? vma.end() : end;
            int error = visit(vma, at, to, advice);
            if (error != 0) {
                return error;
            }
            Vma visited = mm.lookup(at);
            at = visited == null || Addresses.below(visited.end(), to) ? to : visited.end();
        }
        return holes;
    }

    private static int visit(Vma vma, @VirtAddr long start, @VirtAddr long end, Advice advice) {
        if (vma.has(VmFlags.SEALED) && advice.discards() && vma.isAnonymous() && !vma.has(VmFlags.WRITE)) {
            return Errno.EPERM.result();
        }
        if (AdvicePages.handles(advice)) {
            return AdvicePages.apply(vma, start, end, advice);
        }
        if (AdviceFlags.isRefused(vma, advice)) {
            return Errno.EINVAL.result();
        }
        long flags = AdviceFlags.after(vma, advice);
        if (flags == vma.flags() || VmaMerge.modify(vma, start, end, flags) != null) {
            return 0;
        }
        return Errno.EAGAIN.result();
    }
}
