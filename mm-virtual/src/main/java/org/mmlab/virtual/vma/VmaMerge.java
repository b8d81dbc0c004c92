package org.mmlab.virtual.vma;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/**
 * Joining areas (Linux: {@code vma_modify}, {@code vma_merge_existing_range}, {@code vma_merge_new_range} in {@code mm/vma.c}).
 * Flags in {@link VmFlags#STICKY} hinder no merge, and the merged area has them if a part had.
 */
public final class VmaMerge {
    private VmaMerge() {}

    /**
     * Gives a part of an area other flags: the part joins its neighbours where it can, else the area is cut so that the part stands
     * alone.
     *
     * @return the area that holds the part now, with the new flags; null where there are too many areas, and then cuts that were
     *     made stay
     */
    public static @Nullable Vma modify(Vma vma, @VirtAddr long start, @VirtAddr long end, long newFlags) {
        Vma merged = mergeExisting(vma, Range.partOf(vma, start, end, newFlags));
        Vma holder = merged != null ? merged : isolate(vma, start, end);
        if (holder != null) {
            holder.mm().setFlags(holder, newFlags | (holder.flags() & VmFlags.STICKY));
        }
        return holder;
    }

    /** As {@link #modify}, for a part that gets another policy, which the caller sets then (Linux: {@code vma_modify_policy}). */
    public static @Nullable Vma modifyPolicy(
            Vma vma, @VirtAddr long start, @VirtAddr long end, @Nullable Mempolicy policy) {
        Vma merged = mergeExisting(vma, Range.partOf(vma, start, end, policy));
        return merged != null ? merged : isolate(vma, start, end);
    }

    private static @Nullable Vma isolate(Vma vma, @VirtAddr long start, @VirtAddr long end) {
        if (vma.start() != start) {
            if (!VmaSplit.roomForOneMore(vma.mm())) {
                return null;
            }
            VmaSplit.lowerPart(vma, start);
        }
        if (vma.end() != end) {
            if (!VmaSplit.roomForOneMore(vma.mm())) {
                return null;
            }
            VmaSplit.upperPart(vma, end);
        }
        return vma;
    }

    private static @Nullable Vma mergeExisting(Vma vma, Range range) {
        if (VmFlags.any(range.flags(), VmFlags.SPECIAL)) {
            return null;
        }
        AddressSpace mm = vma.mm();
        boolean leftSide = range.start() == vma.start();
        boolean rightSide = range.end() == vma.end();
        Vma prev = leftSide ? mm.before(vma.start()) : null;
        Vma below = MergeRules.joinsBelow(range, prev) ? prev : null;
        Vma next = rightSide ? mm.next(vma) : null;
        Vma above = MergeRules.joinsAbove(range, next, below) ? next : null;
        if (below != null && above != null) {
            AnonVmas.copyIfMissing(below, above.anonVma() != null ? above : vma);
            stick(below, vma, above);
            absorb(below, vma, above);
            return below;
        }
        if (below != null) {
            AnonVmas.copyIfMissing(below, vma);
            stick(below, vma, vma);
            moveBoundaryUp(below, vma, range.end());
            return below;
        }
        if (above != null) {
            AnonVmas.copyIfMissing(above, vma);
            stick(above, vma, vma);
            moveBoundaryDown(vma, above, range.start());
            return above;
        }
        return null;
    }

    private static void stick(Vma target, Vma a, Vma b) {
        target.mm().setFlags(target, target.flags() | ((a.flags() | b.flags()) & VmFlags.STICKY));
    }

    /** {@code below} takes over all of {@code vma} and {@code above}. */
    private static void absorb(Vma below, Vma vma, Vma above) {
        @VirtAddr long end = above.end();
        dropMerged(vma);
        dropMerged(above);
        below.mm().resize(below, below.start(), end, below.pageOffset());
    }

    /** An area that another takes over: its links go, its pages do not. */
    private static void dropMerged(Vma vma) {
        vma.mm().unlink(vma);
        vma.mm().release(vma);
    }

    private static void moveBoundaryUp(Vma below, Vma vma, @VirtAddr long to) {
        AddressSpace mm = below.mm();
        if (to == vma.end()) {
            dropMerged(vma);
        } else {
            mm.pages().cut(vma, to);
            mm.resize(vma, to, vma.end(), vma.pageOffsetOf(to));
        }
        mm.resize(below, below.start(), to, below.pageOffset());
    }

    private static void moveBoundaryDown(Vma vma, Vma above, @VirtAddr long to) {
        AddressSpace mm = above.mm();
        if (to == vma.start()) {
            dropMerged(vma);
        } else {
            mm.pages().cut(vma, to);
            mm.resize(vma, vma.start(), to, vma.pageOffset());
        }
        mm.resize(above, to, above.end(), above.pageOffsetOf(to));
    }

    /**
     * Adds a new range by growing its neighbours, if they are compatible.
     *
     * @param prev the area before the range, if any may be joined
     * @param next the area after the range, if any may be joined
     * @return the area that holds the range now; null where it joins none, and nothing has changed
     */
    public static @Nullable Vma add(@Nullable Vma prev, @Nullable Vma next, Range range) {
        if (VmFlags.any(range.flags(), VmFlags.SPECIAL)) {
            return null;
        }
        Vma below = MergeRules.joinsBelow(range, prev) ? prev : null;
        Vma above = MergeRules.joinsAbove(range, next, below) ? next : null;
        Vma target = below != null ? below : above;
        if (target == null) {
            return null;
        }
        AddressSpace mm = target.mm();
        long sticky = range.flags() & VmFlags.STICKY;
        if (below != null && above != null) {
            AnonVmas.copyIfMissing(below, above);
            sticky |= above.flags() & VmFlags.STICKY;
        }
        Vma source = range.copiedFrom();
        if (source != null) {
            AnonVmas.copyIfMissing(target, source);
        }
        mm.setFlags(target, target.flags() | sticky);
        if (below == null) {
            mm.resize(target, range.start(), target.end(), target.pageOffset() - range.pages());
            return target;
        }
        @VirtAddr long end = range.end();
        if (above != null) {
            end = above.end();
            dropMerged(above);
        }
        mm.resize(below, below.start(), end, below.pageOffset());
        return target;
    }
}
