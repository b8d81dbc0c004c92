package org.mmlab.virtual.syscall;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.link.PageCache;
import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.mm.Capability;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.PageOps;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/** The advices that change pages and leave areas as they are (Linux: {@code mm/madvise.c}). */
final class AdvicePages {
    private AdvicePages() {}

    /** Whether the advice is one of these. */
    static boolean handles(Advice advice) {
        return switch (advice) {
            case REMOVE,
                    WILLNEED,
                    COLD,
                    PAGEOUT,
                    FREE,
                    DONTNEED,
                    DONTNEED_LOCKED,
                    GUARD_INSTALL,
                    GUARD_REMOVE,
                    COLLAPSE -> true;
            default -> false;
        };
    }

    /** Applies the advice to a part of an area; 0 or a negative {@link Errno}. */
    static int apply(Vma vma, @VirtAddr long start, @VirtAddr long end, Advice advice) {
        PageOps pages = vma.mm().pages();
        return switch (advice) {
            case REMOVE -> remove(vma, start, end);
            case WILLNEED -> willNeed(vma, start, end);
            case COLD, PAGEOUT -> age(vma, start, end, advice);
            case FREE, DONTNEED, DONTNEED_LOCKED -> discard(vma, start, end, advice);
            case GUARD_INSTALL -> installGuards(vma, start, end);
            case GUARD_REMOVE -> removeGuards(vma, start, end);
            case COLLAPSE -> pages.collapse(vma, start, end);
            default -> throw new IllegalArgumentException("madvise " + advice + " changes no pages");
        };
    }

    private static int remove(Vma vma, @VirtAddr long start, @VirtAddr long end) {
        OpenFile file = vma.file();
        if (vma.has(VmFlags.LOCKED) || file == null) {
            return Errno.EINVAL.result();
        }
        if (!VmFlags.all(vma.flags(), VmFlags.SHARED | VmFlags.MAYWRITE)) {
            return Errno.EACCES.result();
        }
        long offset = vma.pageOffsetOf(start) << Addresses.PAGE_SHIFT;
        vma.mm().system().files().cache().punchHole(file.mapping().file(), offset, end - start);
        return 0;
    }

    private static int willNeed(Vma vma, @VirtAddr long start, @VirtAddr long end) {
        OpenFile file = vma.file();
        if (file == null) {
            vma.mm().pages().swapAhead(vma, start, end);
            return 0;
        }
        PageCache cache = vma.mm().system().files().cache();
        long first = vma.pageOffsetOf(start);
        long last = vma.pageOffsetOf(end) - 1;
        if (file.mapping().kind() == PageCache.FileKind.SHMEM) {
            cache.swapAhead(file.mapping().file(), first, last);
        } else {
            cache.willNeed(file.mapping().file(), first, last);
        }
        return 0;
    }

    private static int age(Vma vma, @VirtAddr long start, @VirtAddr long end, Advice advice) {
        if (vma.has(VmFlags.LOCKED | VmFlags.PFNMAP | VmFlags.HUGETLB)) {
            return Errno.EINVAL.result();
        }
        if (advice == Advice.COLD) {
            vma.mm().pages().cold(vma, start, end);
        } else if (mayPageOut(vma)) {
            vma.mm().pages().pageOut(vma, start, end);
        }
        return 0;
    }

    /** Nobody may page out a file that others share unless it is his (Linux: {@code can_do_file_pageout}). */
    private static boolean mayPageOut(Vma vma) {
        return vma.isAnonymous() || !vma.has(VmFlags.MAYSHARE) || vma.mm().capable(Capability.FOWNER);
    }

    private static int discard(Vma vma, @VirtAddr long start, @VirtAddr long end, Advice advice) {
        long forbidden = VmFlags.PFNMAP | VmFlags.HUGETLB | (advice == Advice.DONTNEED_LOCKED ? 0 : VmFlags.LOCKED);
        if (vma.has(forbidden) || (advice == Advice.FREE && !vma.isAnonymous())) {
            return Errno.EINVAL.result();
        }
        if (advice == Advice.FREE) {
            vma.mm().pages().lazyFree(vma, start, end);
        } else {
            vma.mm().pages().zap(vma, start, end);
        }
        return 0;
    }

    /** The area remembers as a whole that it may hold guards; an anonymous one gets its anon_vma, for it has page tables now. */
    private static int installGuards(Vma vma, @VirtAddr long start, @VirtAddr long end) {
        if (vma.has(VmFlags.SPECIAL | VmFlags.HUGETLB | VmFlags.LOCKED)) {
            return Errno.EINVAL.result();
        }
        vma.mm().setFlags(vma, vma.flags() | VmFlags.MAYBE_GUARD);
        if (vma.isAnonymous()) {
            AnonVmas.prepare(vma);
        }
        return vma.mm().pages().installGuards(vma, start, end);
    }

    private static int removeGuards(Vma vma, @VirtAddr long start, @VirtAddr long end) {
        if (vma.has(VmFlags.SPECIAL | VmFlags.HUGETLB)) {
            return Errno.EINVAL.result();
        }
        vma.mm().pages().removeGuards(vma, start, end);
        return 0;
    }
}
