package org.mmlab.virtual.proc;

import org.mmlab.virtual.mm.VmFlags;

/** The two-letter codes of area flags in the smaps line VmFlags (Linux: {@code show_smap_vma_flags}, {@code filesystems/proc.rst}). */
public final class VmFlagCodes {
    private static final long[] FLAGS = {
        VmFlags.READ, VmFlags.WRITE, VmFlags.EXEC, VmFlags.SHARED,
        VmFlags.MAYREAD, VmFlags.MAYWRITE, VmFlags.MAYEXEC, VmFlags.MAYSHARE,
        VmFlags.GROWSDOWN, VmFlags.PFNMAP, VmFlags.MAYBE_GUARD, VmFlags.LOCKED,
        VmFlags.IO, VmFlags.SEQ_READ, VmFlags.RAND_READ, VmFlags.DONTCOPY,
        VmFlags.DONTEXPAND, VmFlags.LOCKONFAULT, VmFlags.ACCOUNT, VmFlags.NORESERVE,
        VmFlags.HUGETLB, VmFlags.SYNC, VmFlags.WIPEONFORK, VmFlags.DONTDUMP,
        VmFlags.MIXEDMAP, VmFlags.HUGEPAGE, VmFlags.NOHUGEPAGE, VmFlags.MERGEABLE,
        VmFlags.DROPPABLE, VmFlags.SEALED
    };

    private static final String[] CODES = {
        "rd", "wr", "ex", "sh", "mr", "mw", "me", "ms", "gd", "pf", "gu", "lo", "io", "sr", "rr", "dc", "de", "lf",
        "ac", "nr", "ht", "sf", "wf", "dd", "mm", "hg", "nh", "mg", "dp", "sl"
    };

    private VmFlagCodes() {}

    /** The codes of the flags that are set, in order of their bits, with a space between them. */
    public static String text(long flags) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < FLAGS.length; i++) {
            if (VmFlags.any(flags, FLAGS[i])) {
                text.append(text.length() == 0 ? "" : " ").append(CODES[i]);
            }
        }
        return text.toString();
    }
}
