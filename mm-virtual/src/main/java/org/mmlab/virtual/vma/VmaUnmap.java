package org.mmlab.virtual.vma;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/**
 * Areas that are about to go (Linux: {@code struct vma_munmap_struct}, {@code vms_gather_munmap_vmas},
 * {@code vms_complete_munmap_vmas} in {@code mm/vma.c}). First {@link #gather}, which cuts areas at the bounds and may fail; then, if
 * all else is well, {@link #complete}, which cannot. Where the caller gives up in between, the cuts stay, as they do in the kernel.
 */
public final class VmaUnmap {
    private final AddressSpace mm;
    private final @VirtAddr long start;
    private final @VirtAddr long end;
    private final List<Vma> areas = new ArrayList<>();
    private long pages;
    private long accountedPages;

    private VmaUnmap(AddressSpace mm, @VirtAddr long start, @VirtAddr long end) {
        this.mm = mm;
        this.start = start;
        this.end = end;
    }

    /** A plan to empty {@code [start, end)}. */
    public static VmaUnmap of(AddressSpace mm, @VirtAddr long start, @VirtAddr long end) {
        return new VmaUnmap(mm, start, end);
    }

    /** Pages of the areas found. */
    public long pages() {
        return pages;
    }

    /** Those of them that are charged to the commit account. */
    public long accountedPages() {
        return accountedPages;
    }

    /** Says that the caller uses the charge of the gathered areas for something else. */
    public void keepCharge() {
        accountedPages = 0;
    }

    /**
     * Finds the areas and cuts those that cross the bounds.
     *
     * @return 0, or a negative {@link Errno}: EPERM for a sealed area, ENOMEM where cutting makes too many
     */
    public int gather() {
        Vma vma = mm.intersection(start, end);
        if (vma == null) {
            return 0;
        }
        if (Addresses.below(vma.start(), start)) {
            if (Addresses.below(end, vma.end()) && !VmaSplit.roomForOneMore(mm)) {
                return Errno.ENOMEM.result();
            }
            if (vma.has(VmFlags.SEALED)) {
                return Errno.EPERM.result();
            }
            VmaSplit.lowerPart(vma, start);
        }
        for (Vma next = vma; next != null && Addresses.below(next.start(), end); next = mm.next(next)) {
            if (next.has(VmFlags.SEALED)) {
                return Errno.EPERM.result();
            }
            if (Addresses.below(end, next.end())) {
                VmaSplit.upperPart(next, end);
            }
            areas.add(next);
            pages += next.pages();
            if (next.has(VmFlags.ACCOUNT)) {
                accountedPages += next.pages();
            }
        }
        return 0;
    }

    /** Removes the areas with their pages and page tables, and takes them off all accounts. */
    public void complete() {
        if (areas.isEmpty()) {
            return;
        }
        for (Vma vma : areas) {
            mm.unlink(vma);
        }
        removePages();
        mm.counters().notePeak();
        for (Vma vma : areas) {
            mm.counters().account(vma.flags(), -vma.pages());
            if (vma.has(VmFlags.LOCKED)) {
                mm.counters().addLocked(-vma.pages());
            }
            mm.release(vma);
        }
        mm.system().commit().uncharge(accountedPages);
    }

    private void removePages() {
        Vma prev = mm.before(start);
        Vma next = mm.find(start);
        for (Vma vma : areas) {
            mm.pages().unmap(vma, vma.start(), vma.end());
            AnonVmas.unlink(vma);
        }
        @VirtAddr long floor = prev == null ? Addresses.virt(0) : prev.end();
        @VirtAddr long ceiling = next == null ? Addresses.virt(0) : next.start();
        mm.pages().freeTables(areas.get(0).start(), areas.get(areas.size() - 1).end(), floor, ceiling);
    }

    /** The area before the range, or null; after {@link #gather}, none crosses its start. */
    public @Nullable Vma below() {
        return mm.before(start);
    }

    /** Empties {@code [start, end)}; 0 or a negative {@link Errno} (Linux: {@code do_vmi_align_munmap}). */
    public static int unmap(AddressSpace mm, @VirtAddr long start, @VirtAddr long end) {
        VmaUnmap plan = new VmaUnmap(mm, start, end);
        int error = plan.gather();
        if (error == 0) {
            plan.complete();
        }
        return error;
    }
}
