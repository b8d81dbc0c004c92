package org.mmlab.virtual.fault;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.virtual.FaultAround;
import org.mmlab.api.virtual.FaultResult;
import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.AreaRights;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.ResidentKind;

/**
 * The first touch of a page of a mapped file or of shared memory (Linux: {@code do_fault} with {@code filemap_fault} and
 * {@code shmem_fault}): reads map it, with its neighbours; writes to private areas copy it; writes to shared areas map it
 * writable after telling the file.
 */
public final class FileFaults {
    private final Paging paging;
    private final PteCodec codec;
    private final PageCache cache;
    private final Mappings mappings;
    private final FilePages filePages;
    private final FaultAroundMapper around;
    private @FrameIndex int found = NO_FRAME;

    /** Over the machine's parts. */
    public FileFaults(Paging paging, Mappings mappings, FaultAround around) {
        this.paging = paging;
        this.codec = paging.codec();
        this.cache = paging.cache();
        this.mappings = mappings;
        this.filePages = new FilePages(paging, mappings);
        this.around = new FaultAroundMapper(paging, filePages, around);
    }

    /** A {@link FaultResult}. */
    public int handle(MmPages mm, Vma vma, OpenFile file, long page, int flags) {
        if (!FaultFlag.isWrite(flags)) {
            return read(mm, vma, file, page, flags);
        }
        return vma.has(VmFlags.SHARED)
                ? writeShared(mm, vma, file, page, flags)
                : writePrivate(mm, vma, file, page, flags);
    }

    private int read(MmPages mm, Vma vma, OpenFile file, long page, int flags) {
        int result = around.map(mm, vma, file, page);
        if (result != FaultResult.DONE) {
            return result;
        }
        result = bringIn(vma, file, page, flags);
        if ((result & (FaultResult.ERROR | FaultResult.RETRY)) != 0) {
            return result;
        }
        @FrameIndex int frame = found;
        paging.frames().get(frame);
        boolean mapped = filePages.mapFolio(mm, vma, file.mapping(), page, false) || mapRead(mm, vma, page, frame);
        paging.frames().put(frame);
        return mapped ? result : FaultResult.OOM;
    }

    /** Maps a frame that the caller holds: the page table may need memory, and the page cache could give it up for that. */
    private boolean mapRead(MmPages mm, Vma vma, long page, @FrameIndex int frame) {
        @PhysAddr long slot = mm.table().ensure(Addresses.virtOfVpn(page), 1);
        if (slot == NO_PHYS) {
            return false;
        }
        if (codec.isNone(mm.table().read(slot))) {
            filePages.map(mm, vma, slot, frame);
        }
        return true;
    }

    /** Finds the page's frame, {@link #found}; the cache's reference keeps it as long as nothing is allocated. */
    private int bringIn(Vma vma, OpenFile file, long page, int flags) {
        long index = vma.pageOffsetOf(Addresses.virtOfVpn(page));
        int number = file.mapping().file();
        if (index >= Addresses.pagesFor(cache.sizeBytes(number))) {
            return FaultResult.SIGBUS;
        }
        found = vma.has(VmFlags.EXEC)
                ? cache.faultCode(number, file.reader(), index, accessOf(vma), vma.pageOffset() + vma.pages())
                : cache.fault(number, file.reader(), index, accessOf(vma));
        if (found == NO_FRAME) {
            return FaultResult.OOM;
        }
        int result = cache.lastReadWasMajor() ? FaultResult.MAJOR : FaultResult.DONE;
        if (cache.lastFaultRetried() && FaultFlag.mayRetry(flags)) {
            return result | FaultResult.RETRY;
        }
        return result;
    }

    private static PageCache.Access accessOf(Vma vma) {
        if (vma.has(VmFlags.RAND_READ)) {
            return PageCache.Access.RANDOM;
        }
        return vma.has(VmFlags.SEQ_READ) ? PageCache.Access.SEQUENTIAL : PageCache.Access.NORMAL;
    }

    private int writePrivate(MmPages mm, Vma vma, OpenFile file, long page, int flags) {
        AnonVmas.prepare(vma);
        @FrameIndex int copy = paging.frames().allocate(vma, page);
        if (copy == NO_FRAME) {
            return FaultResult.OOM;
        }
        @PhysAddr long slot = mm.table().ensure(Addresses.virtOfVpn(page), 1);
        int result = slot == NO_PHYS ? FaultResult.OOM : bringIn(vma, file, page, flags);
        if ((result & (FaultResult.ERROR | FaultResult.RETRY)) != 0) {
            paging.frames().put(copy);
            return result;
        }
        paging.frames().copy(found, copy);
        long entry = codec.make(paging.frameMap().pfnOf(copy), AreaRights.protection(codec, vma));
        entry = AreaRights.maybeWrite(codec, codec.mkDirty(codec.mkYoung(entry)), vma);
        mappings.addNewAnon(copy, vma, page, Mappings.Exclusive.YES);
        mm.count(ResidentKind.ANON, 1);
        mm.table().write(slot, entry);
        return result;
    }

    private int writeShared(MmPages mm, Vma vma, OpenFile file, long page, int flags) {
        @PhysAddr long slot = mm.table().ensure(Addresses.virtOfVpn(page), 1);
        int result = slot == NO_PHYS ? FaultResult.OOM : bringIn(vma, file, page, flags);
        if ((result & (FaultResult.ERROR | FaultResult.RETRY)) != 0) {
            return result;
        }
        @FrameIndex int frame = found;
        paging.frames().get(frame); // telling the file may begin writeback and reclaim
        cache.markDirty(frame);
        if (!filePages.mapFolio(mm, vma, file.mapping(), page, true)) {
            filePages.mapWritten(mm, vma, slot, frame);
        }
        paging.frames().put(frame);
        return result;
    }
}
