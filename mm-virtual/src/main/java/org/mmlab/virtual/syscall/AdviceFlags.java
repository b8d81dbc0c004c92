package org.mmlab.virtual.syscall;

import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/** The advices that an area remembers as flags (Linux: {@code madvise_vma_behavior}, {@code ksm_madvise}, {@code hugepage_madvise}). */
final class AdviceFlags {
    /** KSM leaves these alone (Linux: {@code vma_ksm_compatible}). */
    private static final long NOT_FOR_KSM = VmFlags.SHARED
            | VmFlags.MAYSHARE
            | VmFlags.PFNMAP
            | VmFlags.IO
            | VmFlags.DONTEXPAND
            | VmFlags.HUGETLB
            | VmFlags.MIXEDMAP
            | VmFlags.DROPPABLE;

    private AdviceFlags() {}

    /** Whether the area cannot take the advice. */
    static boolean isRefused(Vma vma, Advice advice) {
        return switch (advice) {
            case DOFORK -> vma.has(VmFlags.IO);
            case WIPEONFORK -> vma.file() != null || vma.has(VmFlags.SHARED);
            case KEEPONFORK -> vma.has(VmFlags.DROPPABLE);
            case DODUMP -> vma.has(VmFlags.SPECIAL | VmFlags.DROPPABLE);
            default -> false;
        };
    }

    /** The area's flags once it has taken the advice. */
    static long after(Vma vma, Advice advice) {
        long flags = vma.flags();
        return switch (advice) {
            case NORMAL -> flags & ~(VmFlags.RAND_READ | VmFlags.SEQ_READ);
            case SEQUENTIAL -> (flags & ~VmFlags.RAND_READ) | VmFlags.SEQ_READ;
            case RANDOM -> (flags & ~VmFlags.SEQ_READ) | VmFlags.RAND_READ;
            case DONTFORK -> flags | VmFlags.DONTCOPY;
            case DOFORK -> flags & ~VmFlags.DONTCOPY;
            case WIPEONFORK -> flags | VmFlags.WIPEONFORK;
            case KEEPONFORK -> flags & ~VmFlags.WIPEONFORK;
            case DONTDUMP -> flags | VmFlags.DONTDUMP;
            case DODUMP -> flags & ~VmFlags.DONTDUMP;
            case MERGEABLE -> vma.has(NOT_FOR_KSM) ? flags : flags | VmFlags.MERGEABLE;
            case UNMERGEABLE -> flags & ~VmFlags.MERGEABLE;
            case HUGEPAGE -> (flags & ~VmFlags.NOHUGEPAGE) | VmFlags.HUGEPAGE;
            case NOHUGEPAGE -> (flags & ~VmFlags.HUGEPAGE) | VmFlags.NOHUGEPAGE;
            default -> flags;
        };
    }
}
