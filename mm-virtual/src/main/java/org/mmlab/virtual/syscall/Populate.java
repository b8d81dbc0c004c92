package org.mmlab.virtual.syscall;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.PageOps;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/** Brings the pages of a range in for mlock and MAP_POPULATE (Linux: {@code __mm_populate} in {@code mm/gup.c}). */
final class Populate {
    /** What happens where a page cannot be had. */
    enum Errors {
        /** The rest of its area is left out. */
        IGNORE,
        /** It ends the call. */
        REPORT
    }

    private Populate() {}

    /** Brings in what is mapped of a range; 0 or a negative errno of get_user_pages. Areas that lock on fault are left alone. */
    static int range(AddressSpace mm, @VirtAddr long start, long bytes, Errors errors) {
        @VirtAddr long end = start + bytes;
        if (bytes == 0) {
            return 0;
        }
        Vma vma = mm.intersection(start, end);
        while (vma != null) {
            int error = part(vma, start, end, PageOps.Populate.AS_MAPPED);
            if (error != 0 && errors == Errors.REPORT) {
                return error;
            }
            if (!Addresses.below(vma.end(), end)) {
                return 0;
            }
            vma = mm.intersection(vma.end(), end);
        }
        return 0;
    }

    /** Brings in the part of an area within {@code [start, end)} (Linux: {@code populate_vma_page_range}). */
    static int part(Vma vma, @VirtAddr long start, @VirtAddr long end, PageOps.Populate how) {
        if (vma.has(VmFlags.IO | VmFlags.PFNMAP | VmFlags.LOCKONFAULT)) {
            return 0;
        }
        @VirtAddr long from = Addresses.below(start, vma.start()) ? vma.start() : start;
        @VirtAddr long to = Addresses.below(end, vma.end()) ? end : vma.end();
        return vma.mm().pages().populate(vma, from, to, how);
    }
}
