package org.mmlab.virtual.syscall;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.vma.VmaUnmap;

/**
 * The move of (a part of) one area, once all is checked (Linux: {@code move_vma} in {@code mm/mremap.c}).
 *
 * @param mm the address space
 * @param address first byte of what is moved
 * @param oldBytes how much is moved
 * @param newBytes how much there will be, no less
 * @param keepsSource the source stays, empty (MREMAP_DONTUNMAP)
 */
record AreaMove(AddressSpace mm, long address, long oldBytes, long newBytes, boolean keepsSource) {
    /** Moves to {@code place}, which is free; returns it, or a negative {@link Errno}. */
    long to(Vma vma, long place) {
        if (mm.areaCount() >= mm.system().settings().maxMapCount() - Mremap.SPARE_AREAS) {
            return Errno.ENOMEM.result();
        }
        boolean accounted = vma.has(VmFlags.ACCOUNT);
        if (accounted && !mm.system().commit().charge(mm, chargedPages())) {
            return Errno.ENOMEM.result();
        }
        @VirtAddr long from = Addresses.virt(address);
        @VirtAddr long to = Addresses.virt(place);
        MovedArea moved = MovedArea.make(vma, from, to, newBytes, keepsSource);
        long done = oldBytes == 0 ? 0 : mm.pages().move(moved.source(), from, moved.copy(), to, oldBytes);
        if (done < oldBytes) {
            return giveUp(moved, to, done);
        }
        long peak = mm.counters().notedPeak();
        account(mm, moved.copy().flags(), newBytes >>> Addresses.PAGE_SHIFT);
        if (keepsSource) {
            keepSource(moved);
        } else {
            unmapSource(accounted);
        }
        mm.counters().restorePeak(peak); // both areas existed for a moment that does not count
        Vma copy = mm.lookup(to);
        if (copy != null) {
            populateGrowth(copy, to, oldBytes, newBytes);
        }
        return place;
    }

    /** A source that stays is charged beside the copy, else the growth alone. */
    private long chargedPages() {
        return (keepsSource ? newBytes : newBytes - oldBytes) >>> Addresses.PAGE_SHIFT;
    }

    /** Memory ran out on the way: moves back what was moved, and removes the copy. */
    private long giveUp(MovedArea moved, @VirtAddr long to, long done) {
        if (done != 0) {
            mm.pages().move(moved.copy(), to, moved.source(), Addresses.virt(address), done);
        }
        long pages = newBytes >>> Addresses.PAGE_SHIFT;
        account(mm, moved.copy().flags(), pages);
        if (moved.copy().has(VmFlags.ACCOUNT)) {
            mm.system().commit().chargeAnyway(pages - chargedPages());
        }
        VmaUnmap.unmap(mm, to, to + newBytes);
        return Errno.ENOMEM.result();
    }

    /**
     * The old area stays, empty and unlocked as a whole, and nothing is taken off the locked pages for that (Linux:
     * {@code dontunmap_complete}; up to 6.14 the copy was not added either).
     */
    private void keepSource(MovedArea moved) {
        Vma source = moved.source();
        if (source.has(VmFlags.LOCKED)) {
            long uncounted = mm.system().settings().kernel().atLeast(KernelVersion.V6_18)
                    ? 0
                    : oldBytes >>> Addresses.PAGE_SHIFT;
            mm.counters().addLocked(-uncounted);
            mm.counters().addStaleLocked(source.pages() - uncounted);
            mm.setFlags(source, source.flags() & ~VmFlags.LOCKED_MASK);
        }
        moved.forgetAnonVmaIfEmpty(Addresses.virt(address), oldBytes);
    }

    /** Linux: {@code unmap_source_vma}; the charge of what goes is the copy's now. */
    private void unmapSource(boolean accounted) {
        if (oldBytes == 0) {
            return;
        }
        @VirtAddr long start = Addresses.virt(address);
        VmaUnmap old = VmaUnmap.of(mm, start, start + oldBytes);
        old.gather();
        if (accounted) {
            old.keepCharge();
        }
        old.complete();
    }

    /** Pages were added to an area with these flags. */
    static void account(AddressSpace mm, long flags, long pages) {
        mm.counters().account(flags, pages);
        if (VmFlags.any(flags, VmFlags.LOCKED)) {
            mm.counters().addLocked(pages);
        }
    }

    /** A locked area that grew from {@code oldBytes} to {@code newBytes} at {@code at} gets its new pages. */
    static void populateGrowth(Vma vma, @VirtAddr long at, long oldBytes, long newBytes) {
        if (vma.has(VmFlags.LOCKED) && Long.compareUnsigned(newBytes, oldBytes) > 0) {
            Populate.range(vma.mm(), at + oldBytes, newBytes - oldBytes, Populate.Errors.IGNORE);
        }
    }
}
