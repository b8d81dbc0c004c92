package org.mmlab.virtual.paging;

import org.mmlab.api.link.PageCache;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/** The protection that an area's entries begin with (Linux: {@code vma_set_page_prot}, {@code vma_wants_writenotify}). */
public final class AreaRights {
    private static final long RIGHTS = VmFlags.ACCESS | VmFlags.SHARED;

    private AreaRights() {}

    /** The protection of a new entry: shared areas whose file wants to hear of the first write start read-only. */
    public static long protection(PteCodec codec, Vma vma) {
        long rights = vma.flags() & RIGHTS;
        if (wantsWriteNotify(vma)) {
            rights &= ~VmFlags.SHARED;
        }
        return codec.protection((int) rights);
    }

    /** Whether the file must hear of the first write to each page: shared writable areas of files on a device (page_mkwrite). */
    public static boolean wantsWriteNotify(Vma vma) {
        return VmFlags.all(vma.flags(), VmFlags.WRITE | VmFlags.SHARED) && notifiesWrites(vma);
    }

    /** Whether the file has page_mkwrite. */
    public static boolean notifiesWrites(Vma vma) {
        OpenFile file = vma.file();
        return file != null && file.mapping().kind() == PageCache.FileKind.REGULAR;
    }

    /** With the right to write if the area has it (Linux: {@code maybe_mkwrite}). */
    public static long maybeWrite(PteCodec codec, long pte, Vma vma) {
        return vma.has(VmFlags.WRITE) ? codec.mkWrite(pte) : pte;
    }
}
