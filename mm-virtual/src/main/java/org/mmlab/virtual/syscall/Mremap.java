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
    static final int SPARE_AREAS = 3;

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
        error = checksLate() ? checkSource(vma) : checkArea(vma);
        if (error != 0 || vma == null) {
            return error;
        }
        return namesTarget() ? moveTo() : resize(vma);
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

    /**
     * Whether a move to a given place empties that place before it looks whether the source can be moved, as up to 6.14: a move
     * that fails has then already unmapped what was there.
     */
    private boolean checksLate() {
        return namesTarget() && !mm.system().settings().kernel().atLeast(KernelVersion.V6_18);
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

    private static int checkSource(@Nullable Vma vma) {
        if (vma == null) {
            return Errno.EFAULT.result();
        }
        return vma.has(VmFlags.SEALED) ? Errno.EPERM.result() : 0;
    }

    /** Linux: {@code check_prep_vma}. */
    private int checkArea(@Nullable Vma vma) {
        int error = checkSource(vma);
        if (error != 0 || vma == null) {
            return error;
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
        return newBytes == kept ? 0 : checkGrowth(vma);
    }

    private int checkGrowth(Vma vma) {
        long delta = newBytes - oldBytes;
        if (vma.has(VmFlags.DONTEXPAND | VmFlags.PFNMAP)) {
            return Errno.EFAULT.result();
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
            long moved = error != 0 ? error : moveTo();
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
    private long moveTo() {
        int error = has(FIXED) ? Munmap.call(mm, target, newBytes) : 0;
        if (error == 0 && Long.compareUnsigned(newBytes, oldBytes) < 0) {
            error = Munmap.call(mm, address + newBytes, oldBytes - newBytes);
            oldBytes = newBytes;
        }
        if (error != 0) {
            return error;
        }
        Vma vma = mm.lookup(Addresses.virt(address)); // unmapping may have cut it
        error = checksLate() ? checkArea(vma) : 0;
        if (vma == null || error != 0) {
            return error != 0 ? error : Errno.EFAULT.result();
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
        return Errno.isError(place)
                ? place
                : new AreaMove(mm, address, oldBytes, newBytes, has(DONTUNMAP)).to(vma, place);
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
        AreaMove.account(mm, grown.flags(), pages);
        AreaMove.populateGrowth(grown, Addresses.virt(address), oldBytes, newBytes);
        return address;
    }
}
