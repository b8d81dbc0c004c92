package org.mmlab.virtual.syscall;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.virtual.PlacementRequest;
import org.mmlab.api.virtual.UnmappedArea;
import org.mmlab.api.virtual.VmaIndex;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Capability;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.MmLayout;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.placement.BottomUpArea;

/**
 * Where a mapping goes (Linux: {@code __get_unmapped_area}, {@code arch/x86/kernel/sys_x86_64.c},
 * {@code thp_get_unmapped_area_vmflags}): at the fixed address, else at the hint if that is free, else where the placement policy
 * says, aligned to huge pages where that pays.
 */
final class AddressSearch {
    private static final long FOUR_GIB = 1L << 32;
    private static final long LOW_BEGIN = 0x4000_0000L;
    private static final long LOW_END = 0x8000_0000L;
    private static final BottomUpArea LOW_AREA = new BottomUpArea();

    private final AddressSpace mm;
    private final long flags;
    private final long taskSize;

    private AddressSearch(AddressSpace mm, long flags) {
        this.mm = mm;
        this.flags = flags;
        this.taskSize = Addresses.rawVirt(mm.layout().taskSize());
    }

    /**
     * An address for a mapping of {@code bytes} bytes.
     *
     * @param address the fixed address or hint, 0 = none
     * @param pageOffset offset in the file
     * @param flags {@link MapFlags}
     * @return a page address, or a negative {@link Errno}
     */
    static long find(AddressSpace mm, @Nullable OpenFile file, long address, long bytes, long pageOffset, long flags) {
        return new AddressSearch(mm, flags).find(file, address, bytes, pageOffset);
    }

    private long find(@Nullable OpenFile file, long address, long bytes, long pageOffset) {
        if (Long.compareUnsigned(bytes, taskSize) > 0) {
            return Errno.ENOMEM.result();
        }
        long found = isHugeAligned(file, address, bytes)
                ? hugeAligned(address, bytes, file == null ? 0 : pageOffset)
                : plain(address, bytes);
        if (Errno.isError(found)) {
            return found;
        }
        if (Long.compareUnsigned(found, taskSize - bytes) > 0) {
            return Errno.ENOMEM.result();
        }
        if ((found & Addresses.PAGE_OFFSET_MASK) != 0) {
            return Errno.EINVAL.result();
        }
        boolean tooLow =
                Addresses.below(Addresses.virt(found), mm.system().settings().minAddress());
        return tooLow && !mm.capable(Capability.SYS_RAWIO) ? Errno.EPERM.result() : found;
    }

    /**
     * Whether a mapping is placed on a huge-page boundary: files on disk if they are long enough, private anonymous memory if no
     * hint is given and the length is a multiple. Linux 6.1 knows only the former.
     */
    private boolean isHugeAligned(@Nullable OpenFile file, long address, long bytes) {
        long huge = mm.system().settings().hugePages();
        if (huge == 0) {
            return false;
        }
        if (file != null) {
            return file.mapping().kind() == PageCache.FileKind.REGULAR;
        }
        return (flags & MapFlags.SHARED) == 0
                && address == 0
                && bytes % huge == 0
                && mm.system().settings().kernel().atLeast(KernelVersion.V6_12);
    }

    /** Linux: {@code thp_get_unmapped_area_vmflags}. */
    private long hugeAligned(long address, long bytes, long pageOffset) {
        long huge = mm.system().settings().hugePages();
        long offset = pageOffset << Addresses.PAGE_SHIFT;
        long end = offset + bytes;
        long firstHuge = (offset + huge - 1) & -huge;
        if (end <= firstHuge || end - firstHuge < huge) {
            return plain(address, bytes);
        }
        long found = plain(address, bytes + huge);
        if (Errno.isError(found)) {
            return plain(address, bytes);
        }
        if (found == address) {
            return found;
        }
        long toBoundary = (offset - found) & (huge - 1);
        boolean high = toBoundary == 0
                && mm.placement().topDown()
                && mm.system().settings().kernel().atLeast(KernelVersion.V6_12);
        return high ? found + huge : found + toBoundary;
    }

    /** Linux: {@code arch_get_unmapped_area_topdown}, {@code arch_get_unmapped_area}. */
    private long plain(long address, long bytes) {
        if (Long.compareUnsigned(bytes, taskSize) > 0) {
            return Errno.ENOMEM.result();
        }
        if ((flags & MapFlags.FIXED) != 0) {
            return address;
        }
        boolean low = (flags & MapFlags.BELOW_2G) != 0;
        if (address != 0
                && (low ? isLow(address, bytes) : isWithinOneWindow(address, bytes))
                && isFree(address, bytes)) {
            return address;
        }
        @VirtAddr long place = low
                ? LOW_AREA.place(mm.index(), request(bytes, LOW_BEGIN, LOW_END))
                : mm.placement().place(mm.index(), request(bytes, 0, reach(address)));
        if (place == VmaIndex.NO_GAP) {
            return Errno.ENOMEM.result();
        }
        checkPlace(Addresses.rawVirt(place), bytes);
        return Addresses.rawVirt(place);
    }

    private void checkPlace(long place, long bytes) {
        Vma next = mm.find(Addresses.virt(place));
        boolean free = next == null || !Addresses.below(next.start(), Addresses.virt(place + bytes));
        if (!free
                || (place & Addresses.PAGE_OFFSET_MASK) != 0
                || Long.compareUnsigned(place, taskSize) > 0
                || Long.compareUnsigned(bytes, taskSize - place) > 0) {
            throw PolicyException.brokenBy(
                    UnmappedArea.class,
                    mm.placement(),
                    "place",
                    "address 0x" + Long.toHexString(place) + " for " + bytes + " bytes",
                    "give the address of a page from which on these are free, below 0x" + Long.toHexString(taskSize)
                            + ", or NO_GAP");
        }
    }

    /** Whether a hint for MAP_32BIT can be followed; it may lie below where the search begins. */
    private static boolean isLow(long address, long bytes) {
        return Long.compareUnsigned(bytes, LOW_END) <= 0 && Long.compareUnsigned(address, LOW_END - bytes) <= 0;
    }

    /** Linux: {@code mmap_address_hint_valid}. */
    private boolean isWithinOneWindow(long address, long bytes) {
        long window = Addresses.rawVirt(mm.layout().window());
        return Long.compareUnsigned(taskSize - bytes, address) >= 0
                && (Long.compareUnsigned(address, window) > 0) == (Long.compareUnsigned(address + bytes, window) > 0);
    }

    private boolean isFree(long address, long bytes) {
        Vma next = mm.find(Addresses.virt(address));
        return next == null || !Addresses.below(mm.claimedStart(next), Addresses.virt(address + bytes));
    }

    /** The end of what may be searched: a hint above the usual window opens the rest. */
    private long reach(long hint) {
        long window = Addresses.rawVirt(mm.layout().window());
        return Long.compareUnsigned(hint, window) > 0 ? taskSize : window;
    }

    private PlacementRequest request(long bytes, long begin, long end) {
        MmLayout layout = mm.layout();
        long lowest = (flags & MapFlags.ABOVE_4G) != 0 ? FOUR_GIB : Addresses.PAGE_SIZE;
        long minimum = Math.max(lowest, Addresses.rawVirt(mm.system().settings().minAddress()));
        long legacy = begin != 0 ? begin : Addresses.rawVirt(layout.legacyBase());
        long extra = Long.compareUnsigned(end, Addresses.rawVirt(layout.window())) > 0
                ? taskSize - Addresses.rawVirt(layout.window())
                : 0;
        return new PlacementRequest(
                bytes,
                Addresses.virt(minimum),
                Addresses.virt(Math.max(minimum, legacy)),
                layout.mmapBase() + extra,
                Addresses.virt(end),
                0,
                0,
                mm);
    }
}
