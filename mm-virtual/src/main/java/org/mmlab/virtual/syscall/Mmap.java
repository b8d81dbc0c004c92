package org.mmlab.virtual.syscall;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageCache;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.VmSettings.Overcommit;
import org.mmlab.virtual.mm.VmSystem;
import org.mmlab.virtual.vma.Limits;

/**
 * mmap (Linux: {@code ksys_mmap_pgoff}, {@code do_mmap}). One instance a call.
 *
 * <p>The pool of huge pages (MAP_HUGETLB) is empty on every machine here. A mapping from it goes as far as the reservation that fails,
 * and by then the range is empty; MAP_NORESERVE, which would put off the failure to the first touch, is refused likewise.
 */
final class Mmap {
    /** Linux: {@code MAX_LFS_FILESIZE}, for every file system ({@code file_mmap_size_max}). */
    private static final long MAX_FILE_BYTES = Long.MAX_VALUE;

    private static final int DEFAULT_POOL_SHIFT = 21;
    private static final int GIANT_POOL_SHIFT = 30;
    private static final long GROWS = VmFlags.GROWSDOWN;

    private final AddressSpace mm;
    private final @Nullable OpenFile file;
    private final long prot;
    private long flags;
    private long vmFlags;
    private long pageOffset;

    Mmap(AddressSpace mm, long prot, long flags, @Nullable OpenFile file, long pageOffset) {
        this.mm = mm;
        this.file = file;
        this.prot = prot;
        this.flags = flags;
        this.pageOffset = pageOffset;
    }

    /** Maps, and brings pages in where that is asked for; the address, or a negative {@link Errno}. */
    long call(long address, long bytes) {
        if (isPooled() && (file != null || poolPageBytes() == 0)) {
            return Errno.EINVAL.result();
        }
        long result = map(address, bytes);
        boolean populate = VmFlags.any(vmFlags, VmFlags.LOCKED)
                || (flags & (MapFlags.POPULATE | MapFlags.NONBLOCK)) == MapFlags.POPULATE;
        if (!Errno.isError(result) && populate) {
            Populate.range(mm, Addresses.virt(result), roundUp(bytes), Populate.Errors.IGNORE);
        }
        return result;
    }

    private boolean isPooled() {
        return (flags & MapFlags.HUGETLB) != 0;
    }

    /** Size of the pool's pages; 0 where there is no such pool (Linux: {@code hstate_sizelog}). */
    private long poolPageBytes() {
        int shift = (int) ((flags >>> MapFlags.HUGE_SHIFT) & MapFlags.HUGE_MASK);
        return switch (shift) {
            case 0 -> 1L << DEFAULT_POOL_SHIFT;
            case DEFAULT_POOL_SHIFT, GIANT_POOL_SHIFT -> 1L << shift;
            default -> 0;
        };
    }

    private static long roundUp(long bytes) {
        return (bytes + Addresses.PAGE_OFFSET_MASK) & ~Addresses.PAGE_OFFSET_MASK;
    }

    private long map(long wanted, long requested) {
        long length = isPooled() ? (requested + poolPageBytes() - 1) & -poolPageBytes() : requested;
        if (length == 0) {
            return Errno.EINVAL.result();
        }
        if ((flags & MapFlags.FIXED_NOREPLACE) != 0) {
            flags |= MapFlags.FIXED;
        }
        long hint = (flags & MapFlags.FIXED) != 0 ? wanted : roundHint(wanted);
        long bytes = roundUp(length);
        if (bytes == 0) {
            return Errno.ENOMEM.result();
        }
        if (Long.compareUnsigned(pageOffset + (bytes >>> Addresses.PAGE_SHIFT), pageOffset) < 0) {
            return Errno.EOVERFLOW.result();
        }
        if (mm.areaCount() > mm.system().settings().maxMapCount()) {
            return Errno.ENOMEM.result();
        }
        vmFlags = Prot.toFlags(prot)
                | flagBits()
                | mm.defaultFlags()
                | VmFlags.MAYREAD
                | VmFlags.MAYWRITE
                | VmFlags.MAYEXEC;
        long address = isPooled() && (flags & MapFlags.FIXED) != 0 && (hint & (poolPageBytes() - 1)) != 0
                ? misplaced(bytes)
                : AddressSearch.find(mm, file, hint, bytes, pageOffset, flags);
        if (Errno.isError(address)) {
            return address;
        }
        int error = check(address, bytes);
        if (error != 0) {
            return error;
        }
        if ((flags & MapFlags.NORESERVE) != 0 && mm.system().settings().overcommit() != Overcommit.NEVER) {
            vmFlags |= VmFlags.NORESERVE;
        }
        return MapRegion.map(mm, file, address, bytes, vmFlags, pageOffset, refusal());
    }

    /**
     * What the file system says: hugetlbfs has no pages, ext4 has no MAP_SYNC without DAX (Linux: {@code hugetlbfs_file_mmap},
     * {@code ext4_file_mmap}).
     */
    private int refusal() {
        if (isPooled()) {
            boolean aligned = (pageOffset & ((poolPageBytes() >>> Addresses.PAGE_SHIFT) - 1)) == 0;
            return (aligned ? Errno.ENOMEM : Errno.EINVAL).result();
        }
        boolean onDisk = file != null && file.mapping().kind() == PageCache.FileKind.REGULAR;
        return onDisk && VmFlags.any(vmFlags, VmFlags.SYNC) ? Errno.EOPNOTSUPP.result() : 0;
    }

    /** A fixed address is not on a boundary of the pool's pages (Linux: {@code hugetlb_get_unmapped_area}). */
    private long misplaced(long bytes) {
        long taskSize = Addresses.rawVirt(mm.layout().taskSize());
        return (Long.compareUnsigned(bytes, taskSize) > 0 ? Errno.ENOMEM : Errno.EINVAL).result();
    }

    /** Hints lie on a page, and above the pages that nobody may map (Linux: {@code round_hint_to_min}). */
    private long roundHint(long wanted) {
        long hint = wanted & ~Addresses.PAGE_OFFSET_MASK;
        long least = Addresses.rawVirt(mm.system().settings().minAddress());
        return hint != 0 && Long.compareUnsigned(hint, least) < 0 ? roundUp(least) : hint;
    }

    /** Linux: {@code calc_vm_flag_bits}; MAP_STACK forbids huge pages since 6.7. */
    private long flagBits() {
        VmSystem system = mm.system();
        long bits = 0;
        if ((flags & MapFlags.GROWSDOWN) != 0) {
            bits |= VmFlags.GROWSDOWN;
        }
        if ((flags & MapFlags.LOCKED) != 0) {
            bits |= VmFlags.LOCKED;
        }
        if ((flags & MapFlags.SYNC) != 0) {
            bits |= VmFlags.SYNC;
        }
        boolean hugePages =
                system.settings().hugePages() != 0 && system.settings().kernel().atLeast(KernelVersion.V6_12);
        if ((flags & MapFlags.STACK) != 0 && hugePages) {
            bits |= VmFlags.NOHUGEPAGE;
        }
        return bits;
    }

    private int check(long address, long bytes) {
        if ((flags & MapFlags.FIXED_NOREPLACE) != 0
                && mm.intersection(Addresses.virt(address), Addresses.virt(address + bytes)) != null) {
            return Errno.EEXIST.result();
        }
        if ((flags & MapFlags.LOCKED) != 0 && !Limits.permitAnyLock(mm)) {
            return Errno.EPERM.result();
        }
        if (!Limits.permitLocking(mm, vmFlags, bytes)) {
            return Errno.EAGAIN.result();
        }
        if (isPooled()) {
            return checkPooled();
        }
        return file != null ? checkFile(file, bytes) : checkAnonymous(address);
    }

    /** The file in hugetlbfs that stands behind the mapping passes for any other. */
    private int checkPooled() {
        long type = flags & MapFlags.TYPE;
        vmFlags |= VmFlags.HUGETLB;
        if (type == MapFlags.SHARED_VALIDATE && (flags & ~MapFlags.LEGACY) != 0) {
            return Errno.EOPNOTSUPP.result();
        }
        boolean known = type == MapFlags.PRIVATE || type == MapFlags.SHARED || type == MapFlags.SHARED_VALIDATE;
        return !known || VmFlags.any(vmFlags, GROWS) ? Errno.EINVAL.result() : 0;
    }

    private int checkFile(OpenFile mapped, long bytes) {
        if (Long.compareUnsigned(bytes, MAX_FILE_BYTES) > 0
                || Long.compareUnsigned(pageOffset, (MAX_FILE_BYTES - bytes) >>> Addresses.PAGE_SHIFT) > 0) {
            return Errno.EOVERFLOW.result();
        }
        long type = flags & MapFlags.TYPE;
        if (type != MapFlags.PRIVATE && type != MapFlags.SHARED && type != MapFlags.SHARED_VALIDATE) {
            return Errno.EINVAL.result();
        }
        if (type == MapFlags.SHARED_VALIDATE && (flags & ~knownFlags(mapped)) != 0) {
            return Errno.EOPNOTSUPP.result();
        }
        if (type != MapFlags.PRIVATE) {
            if ((prot & Prot.WRITE) != 0 && !mapped.writable()) {
                return Errno.EACCES.result();
            }
            vmFlags |= VmFlags.SHARED | VmFlags.MAYSHARE;
            if (!mapped.writable()) {
                vmFlags &= ~(VmFlags.MAYWRITE | VmFlags.SHARED);
            }
        }
        if (!mapped.readable()) {
            return Errno.EACCES.result();
        }
        return VmFlags.any(vmFlags, GROWS) ? Errno.EINVAL.result() : 0;
    }

    /** ext4 knows MAP_SYNC, if only to refuse it later on a disk without DAX (Linux: {@code FOP_MMAP_SYNC}). */
    private static long knownFlags(OpenFile mapped) {
        boolean onDisk = mapped.mapping().kind() == PageCache.FileKind.REGULAR;
        return onDisk ? MapFlags.LEGACY | MapFlags.SYNC : MapFlags.LEGACY;
    }

    private int checkAnonymous(long address) {
        long type = flags & MapFlags.TYPE;
        if (type == MapFlags.SHARED) {
            pageOffset = 0;
            vmFlags |= VmFlags.SHARED | VmFlags.MAYSHARE;
            return VmFlags.any(vmFlags, GROWS) ? Errno.EINVAL.result() : 0;
        }
        boolean droppable =
                type == MapFlags.DROPPABLE && mm.system().settings().kernel().atLeast(KernelVersion.V6_12);
        if (type != MapFlags.PRIVATE && !droppable) {
            return Errno.EINVAL.result();
        }
        if (droppable) {
            if ((flags & MapFlags.LOCKED) != 0 || VmFlags.any(vmFlags, GROWS)) {
                return Errno.EINVAL.result();
            }
            vmFlags |= VmFlags.DROPPABLE | VmFlags.NORESERVE | VmFlags.WIPEONFORK | VmFlags.DONTDUMP;
        }
        pageOffset = address >>> Addresses.PAGE_SHIFT;
        return 0;
    }
}
