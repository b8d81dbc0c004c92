package org.mmlab.virtual.vma;

import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.KernelVersion;
import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.mm.AnonVma;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/**
 * When a range may join the area below or above it (Linux: {@code can_vma_merge_left}, {@code can_vma_merge_right} in
 * {@code mm/vma.c}): the same flags, the same open file, equal policies, offsets that go on, and anon_vmas that agree.
 */
final class MergeRules {
    private MergeRules() {}

    /** Whether the range may join {@code prev}. */
    static boolean joinsBelow(Range range, @Nullable Vma prev) {
        return prev != null
                && prev.end() == range.start()
                && alike(range, prev)
                && anonVmasAgree(range, prev)
                && prev.pageOffset() + prev.pages() == range.pageOffset();
    }

    /** Whether the range may join {@code next}; {@code joined} is the area below if the range joins that as well. */
    static boolean joinsAbove(Range range, @Nullable Vma next, @Nullable Vma joined) {
        return next != null
                && next.start() == range.end()
                && alike(range, next)
                && anonVmasAgree(range, next)
                && next.pageOffset() == range.pageOffset() + range.pages()
                && (joined == null || sameOrMissing(joined.anonVma(), next.anonVma()));
    }

    private static boolean alike(Range range, Vma vma) {
        return !VmFlags.any(vma.flags() ^ range.flags(), ~VmFlags.STICKY)
                && vma.file() == range.file()
                && Objects.equals(vma.policy(), range.policy());
    }

    private static boolean sameOrMissing(@Nullable AnonVma a, @Nullable AnonVma b) {
        return a == null || b == null || a == b;
    }

    /**
     * Whether pages of the range and of the area may have one anon_vma. Areas that inherited theirs from a parent keep out of merges,
     * lest the trees of a fork server grow.
     *
     * <p>Until 6.14 an area without an anon_vma could never take over another's ({@code is_mergeable_anon_vma} tested the chain of the
     * area that stays); since 6.15 it can, unless that comes from a parent.
     */
    private static boolean anonVmasAgree(Range range, Vma target) {
        AnonVma own = target.anonVma();
        AnonVma coming = range.anonVma();
        if (own == coming) {
            return true;
        }
        if (own != null && coming != null) {
            return false;
        }
        if (own != null) {
            return !AnonVmas.isForkChild(target);
        }
        if (!target.mm().system().settings().kernel().atLeast(KernelVersion.V6_18)) {
            return false;
        }
        return !isForkChild(range.existing()) && !isForkChild(range.copiedFrom());
    }

    private static boolean isForkChild(@Nullable Vma vma) {
        return vma != null && AnonVmas.isForkChild(vma);
    }
}
