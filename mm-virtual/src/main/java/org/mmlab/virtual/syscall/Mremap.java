package org.mmlab.virtual.syscall;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.vma.Limits;
import org.mmlab.virtual.vma.Range;
import org.mmlab.virtual.vma.VmaMerge;
import org.mmlab.virtual.vma.VmaUnmap;

/**
 * mremap (Linux: {@code do_mremap} in {@code mm/mremap.c}). One instance a call: what is moved now, from where to where. Since 6.17
 * a move to a fixed address without a change of length may take several areas along, with the holes between them.
 */
final class Mremap {
    /** May move. */
    static final long MAYMOVE = 1;
    /** To this address, over whatever is there. */
    static final long FIXED = 2;
    /** Leaves an empty area behind. */
    static final long DONTUNMAP = 4;

    /** Areas that a move may add on the way, for which there must be room beforehand. */
    private static final int SPARE_AREAS = 3;

    private static final int SPARE_FOR_FIXED = 2;

    private final AddressSpace mm;
    private final long flags;
    private long address;
    private long oldBytes;
    private long newBytes;
    private long target;

    Mremap(AddressSpace mm, long address, long oldLength, long newLength, long flags, long newAddress) {
        this.mm = mm;
        this.flags = flags;
        this.address = address;
        this.oldBytes = roundUp(oldLength);
        this.newBytes = roundUp(newLength);
        this.target = newAddress;
    }

    private static long roundUp(long bytes) {
        return (bytes + Addresses.PAGE_OFFSET_MASK) & ~Addresses.PAGE_OFFSET_MASK;
    }

    /** The new address, or a negative {@link Errno}. */
    long call() {
        int error = checkArguments();
        if (error != 0) {
            return error;
        }
        if (isMoveOfMany()) {
            return moveMany();
        }
        Vma vma = mm.lookup(Addresses.virt(address));
        error = checkArea(vma);
        if (error != 0 || vma == null) {
            return error;
        }
        return namesTarget() ? moveTo(vma) : resize(vma);
    }

    private boolean has(long flag) {
        return (flags & flag) != 0;
    }

    private boolean namesTarget() {
        return has(FIXED | DONTUNMAP);
    }

    /** Linux: {@code vrm_move_only}, since 6.17. */
    private boolean isMoveOfMany() {
        return has(FIXED)
                && oldBytes == newBytes
                && mm.system().settings().kernel().atLeast(KernelVersion.V6_18);
    }

    /** Linux: {@code check_mremap_params}. */
    private int checkArguments() {
        long taskSize = Addresses.rawVirt(mm.layout().taskSize());
        if ((flags & ~(MAYMOVE | FIXED | DONTUNMAP)) != 0
                || (address & Addresses.PAGE_OFFSET_MASK) != 0
                || newBytes == 0
                || Long.compareUnsigned(newBytes, taskSize) > 0) {
            return Errno.EINVAL.result();
        }
        if (!namesTarget()) {
            return 0;
        }
        boolean resizesAndKeeps = has(DONTUNMAP) && oldBytes != newBytes;
        if (Long.compareUnsigned(target, taskSize - newBytes) > 0
                || (target & Addresses.PAGE_OFFSET_MASK) != 0
                || !has(MAYMOVE)
                || resizesAndKeeps
                || overlaps()) {
            return Errno.EINVAL.result();
        }
        int most = mm.system().settings().maxMapCount() - SPARE_AREAS;
        return mm.areaCount() + SPARE_FOR_FIXED >= most ? Errno.ENOMEM.result() : 0;
    }

    private boolean overlaps() {
        return Long.compareUnsigned(address + oldBytes, target) > 0
                && Long.compareUnsigned(target + newBytes, address) > 0;
    }

    /** Linux: {@code check_prep_vma}. */
    private int checkArea(@Nullable Vma vma) {
        if (vma == null) {
            return Errno.EFAULT.result();
        }
        if (vma.has(VmFlags.SEALED)) {
            return Errno.EPERM.result();
        }
        boolean grows = Long.compareUnsigned(newBytes, oldBytes) > 0;
        if (!grows && !namesTarget()) {
            return 0;
        }
        if (oldBytes == 0 && !vma.has(VmFlags.SHARED | VmFlags.MAYSHARE)) {
            return Errno.EINVAL.result();
        }
        if (has(DONTUNMAP) && vma.has(VmFlags.DONTEXPAND | VmFlags.PFNMAP)) {
            return Errno.EINVAL.result();
        }
        long kept = Long.compareUnsigned(newBytes, oldBytes) < 0 ? newBytes : oldBytes;
        if (Long.compareUnsigned(kept, vma.end() - Addresses.virt(address)) > 0) {
            return Errno.EFAULT.result();
        }
        return newBytes == oldBytes ? 0 : checkGrowth(vma);
    }

    private int checkGrowth(Vma vma) {
        long delta = newBytes - oldBytes;
        if (vma.has(VmFlags.DONTEXPAND | VmFlags.PFNMAP)) {
            return Errno.EFAULT.result();
        }
        if (delta < 0) {
            return 0;
        }
        long first = vma.pageOffsetOf(Addresses.virt(address));
        if (Long.compareUnsigned(first + (newBytes >>> Addresses.PAGE_SHIFT), first) < 0) {
            return Errno.EINVAL.result();
        }
        if (!Limits.permitLocking(mm, vma.flags(), delta)) {
            return Errno.EAGAIN.result();
        }
        return Limits.permitGrowth(mm, vma.flags(), delta >>> Addresses.PAGE_SHIFT) ? 0 : Errno.ENOMEM.result();
    }

    /** Linux: {@code remap_move}. */
    private long moveMany() {
        @VirtAddr long start = Addresses.virt(address);
        @VirtAddr long end = start + oldBytes;
        long wanted = target;
        @VirtAddr long at = start;
        long result = Errno.EFAULT.result();
        for (Vma vma = mm.intersection(at, end); vma != null; vma = nextToMove(at, end)) {
            @VirtAddr long from = Addresses.below(vma.start(), start) ? start : vma.start();
            @VirtAddr long to = Addresses.below(vma.end(), end) ? vma.end() : end;
            if (at == start && from != start) {
                return Errno.EFAULT.result();
            }
            @VirtAddr long sourceEnd = vma.end();
            address = Addresses.rawVirt(from);
            oldBytes = to - from;
            newBytes = oldBytes;
            target = wanted + (from - start);
            int error = checkArea(vma);
            long moved = error != 0 ? error : moveTo(vma);
            if (Errno.isError(moved)) {
                return moved;
            }
            if (at == start) {
                result = moved;
            }
            at = sourceEnd;
        }
        return result;
    }

    private @Nullable Vma nextToMove(@VirtAddr long at, @VirtAddr long end) {
        return Addresses.below(at, end) ? mm.intersection(at, end) : null;
    }

    /** Linux: {@code mremap_to}. */
    private long moveTo(Vma found) {
        Vma vma = found;
        if (has(FIXED)) {
            int error = Munmap.call(mm, target, newBytes);
            if (error != 0) {
                return error;
            }
            vma = mm.lookup(Addresses.virt(address));
            if (vma == null) {
                return Errno.EFAULT.result();
            }
        }
        if (Long.compareUnsigned(newBytes, oldBytes) < 0) {
            int error = Munmap.call(mm, address + newBytes, oldBytes - newBytes);
            if (error != 0) {
                return error;
            }
            vma = mm.lookup(Addresses.virt(address));
            if (vma == null) {
                return Errno.EFAULT.result();
            }
            oldBytes = newBytes;
        }
        if (has(DONTUNMAP) && !Limits.permitGrowth(mm, vma.flags(), oldBytes >>> Addresses.PAGE_SHIFT)) {
            return Errno.ENOMEM.result();
        }
        return moveToPlace(vma, namesTarget() ? target : 0);
    }

    private long moveToPlace(Vma vma, long hint) {
        long mapFlags = (has(FIXED) ? MapFlags.FIXED : 0) | (vma.has(VmFlags.MAYSHARE) ? MapFlags.SHARED : 0);
        long offset = vma.pageOffsetOf(Addresses.virt(address));
        long place = AddressSearch.find(mm, vma.file(), hint, newBytes, offset, mapFlags);
        return Errno.isError(place) ? place : move(vma, place);
    }

    /** Linux: {@code mremap_at}. */
    private long resize(Vma vma) {
        if (newBytes == oldBytes) {
            return address;
        }
        if (Long.compareUnsigned(newBytes, oldBytes) < 0) {
            int error = Munmap.call(mm, address + newBytes, oldBytes - newBytes);
            return error != 0 ? error : address;
        }
        if (canGrowInPlace(vma)) {
            return growInPlace(vma);
        }
        return has(MAYMOVE) ? moveToPlace(vma, 0) : Errno.ENOMEM.result();
    }

    /** Linux: {@code vrm_can_expand_in_place}, {@code vma_expandable}. */
    private boolean canGrowInPlace(Vma vma) {
        @VirtAddr long end = vma.end() + (newBytes - oldBytes);
        return vma.end() - Addresses.virt(address) == oldBytes
                && !Addresses.below(end, vma.end())
                && mm.intersection(vma.end(), end) == null
                && !Errno.isError(AddressSearch.find(
                        mm, null, Addresses.rawVirt(vma.start()), end - vma.start(), 0, MapFlags.FIXED));
    }

    /** Linux: {@code expand_vma_in_place}. */
    private long growInPlace(Vma vma) {
        long delta = newBytes - oldBytes;
        long pages = delta >>> Addresses.PAGE_SHIFT;
        boolean accounted = vma.has(VmFlags.ACCOUNT);
        if (accounted && !mm.system().commit().charge(mm, pages)) {
            return Errno.ENOMEM.result();
        }
        Vma grown = VmaMerge.add(vma, mm.next(vma), Range.behind(vma, delta));
        if (grown == null) {
            mm.system().commit().uncharge(accounted ? pages : 0);
            return Errno.ENOMEM.result();
        }
        account(grown.flags(), pages);
        populateGrowth(grown, address);
        return address;
    }

    private void account(long vmFlags, long pages) {
        mm.counters().account(vmFlags, pages);
        if (VmFlags.any(vmFlags, VmFlags.LOCKED)) {
            mm.counters().addLocked(pages);
        }
    }

    private void populateGrowth(Vma vma, long at) {
        if (vma.has(VmFlags.LOCKED) && Long.compareUnsigned(newBytes, oldBytes) > 0) {
            Populate.range(mm, Addresses.virt(at + oldBytes), newBytes - oldBytes, Populate.Errors.IGNORE);
        }
    }

    /** Linux: {@code move_vma}. */
    private long move(Vma vma, long place) {
        if (mm.areaCount() >= mm.system().settings().maxMapCount() - SPARE_AREAS) {
            return Errno.ENOMEM.result();
        }
        long charged = has(DONTUNMAP) ? newBytes : newBytes - oldBytes;
        boolean accounted = vma.has(VmFlags.ACCOUNT);
        if (accounted && !mm.system().commit().charge(mm, charged >>> Addresses.PAGE_SHIFT)) {
            return Errno.ENOMEM.result();
        }
        MovedArea moved = MovedArea.make(vma, Addresses.virt(address), Addresses.virt(place), newBytes, has(DONTUNMAP));
        long done = oldBytes == 0
                ? 0
                : mm.pages().move(moved.source(), Addresses.virt(address), moved.copy(), Addresses.virt(place), oldBytes);
        if (done < oldBytes) {
            return giveUp(moved, place, done);
        }
        long before = mm.counters().notedPeak();
        account(moved.copy().flags(), newBytes >>> Addresses.PAGE_SHIFT);
        if (has(DONTUNMAP)) {
            keepSource(moved);
        } else {
            unmapSource(moved.source(), oldBytes, accounted);
        }
        mm.counters().restorePeak(before);
        Vma copy = mm.lookup(Addresses.virt(place));
        if (copy != null) {
            populateGrowth(copy, place);
        }
        return place;
    }

    /** Memory ran out on the way: moves back what was moved, and removes the copy. */
    private long giveUp(MovedArea moved, long place, long done) {
        mm.pages().move(moved.copy(), Addresses.virt(place), moved.source(), Addresses.virt(address), done);
        account(moved.copy().flags(), newBytes >>> Addresses.PAGE_SHIFT);
        if (moved.copy().has(VmFlags.ACCOUNT)) {
            long charged = has(DONTUNMAP) ? newBytes : newBytes - oldBytes;
            mm.system().commit().chargeAnyway((newBytes - charged) >>> Addresses.PAGE_SHIFT);
        }
        VmaUnmap.unmap(mm, Addresses.virt(place), Addresses.virt(place + newBytes));
        return Errno.ENOMEM.result();
    }

    /** The old area stays, empty and unlocked as a whole (Linux: {@code dontunmap_complete}). */
    private void keepSource(MovedArea moved) {
        Vma source = moved.source();
        if (source.has(VmFlags.LOCKED)) {
            mm.counters().addLocked(-source.pages());
            mm.setFlags(source, source.flags() & ~VmFlags.LOCKED_MASK);
        }
        moved.forgetAnonVmaIfEmpty(Addresses.virt(address), oldBytes);
    }

    /** Linux: {@code unmap_source_vma}; the charge of what goes is the copy's now. */
    private void unmapSource(Vma source, long bytes, boolean accounted) {
        if (bytes == 0) {
            return;
        }
        @VirtAddr long start = Addresses.virt(address);
        VmaUnmap old = VmaUnmap.of(mm, start, start + bytes);
        old.gather();
        if (accounted) {
            old.keepCharge();
        }
        old.complete();
    }
}
