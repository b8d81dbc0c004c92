package org.mmlab.virtual.anon;

import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.AnonVma;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/**
 * The rules by which areas get, share and give up anon_vmas (Linux: {@code mm/rmap.c}). Each costs O(links of the area), times
 * the logarithm of the areas that share.
 */
public final class AnonVmas {
    /** An anon_vma with fewer children than this, and no area of its own, is taken again by fork. */
    private static final int REUSABLE_CHILDREN = 2;

    private AnonVmas() {}

    /**
     * Makes sure that the area has an anon_vma; called by every fault that makes a private page (Linux:
     * {@code anon_vma_prepare}).
     */
    public static AnonVma prepare(Vma vma) {
        AnonVma own = vma.anonVma();
        if (own != null) {
            return own;
        }
        AnonVma found = findMergeable(vma);
        AnonVma anonVma = found != null ? found : new AnonVma(vma.mm().system().nextAnonVma());
        vma.setAnonVma(anonVma);
        vma.attach(anonVma);
        return anonVma;
    }

    /**
     * A neighbour's anon_vma, if the two areas would merge but for their rights (Linux: {@code find_mergeable_anon_vma}): the next
     * area's first.
     */
    private static @Nullable AnonVma findMergeable(Vma vma) {
        AddressSpace mm = vma.mm();
        Vma next = mm.next(vma);
        if (next != null) {
            AnonVma anonVma = reusable(next, vma, next);
            if (anonVma != null) {
                return anonVma;
            }
        }
        Vma prev = mm.before(vma.start());
        return prev == null ? null : reusable(prev, prev, vma);
    }

    private static @Nullable AnonVma reusable(Vma owner, Vma lower, Vma upper) {
        boolean alike = lower.end() == upper.start()
                && lower.file() == upper.file()
                && Objects.equals(lower.policy(), upper.policy())
                && !VmFlags.any(lower.flags() ^ upper.flags(), ~(VmFlags.ACCESS | VmFlags.STICKY))
                && upper.pageOffset() == lower.pageOffset() + lower.pages();
        return alike && owner.linkCount() == 1 ? owner.anonVma() : null;
    }

    /** Whether the area inherited pages through fork; such areas do not lend their anon_vma (Linux: {@code vma_is_fork_child}). */
    public static boolean isForkChild(Vma vma) {
        return vma.anonVma() != null && vma.linkCount() != 1;
    }

    /** Gives {@code to}, which has none, all that {@code from} has: split, move, merge (Linux: {@code anon_vma_clone}). */
    public static void copy(Vma to, Vma from) {
        if (from.anonVma() == null) {
            return;
        }
        to.setAnonVma(from.anonVma());
        for (int i = 0; i < from.linkCount(); i++) {
            to.attach(from.link(i).anonVma());
        }
    }

    /** As {@link #copy}, if {@code from} has an anon_vma and {@code to} has none (Linux: {@code dup_anon_vma}). */
    public static void copyIfMissing(Vma to, Vma from) {
        if (to.anonVma() == null) {
            copy(to, from);
        }
    }

    /**
     * Links a child's area to all that the parent's is linked to, and gives it an anon_vma of its own: one whose areas are all gone,
     * or else a new child (Linux: {@code anon_vma_fork}).
     */
    public static void fork(Vma child, Vma parent) {
        AnonVma parents = parent.anonVma();
        if (parents == null) {
            return;
        }
        AnonVma own = null;
        for (int i = 0; i < parent.linkCount(); i++) {
            AnonVma linked = parent.link(i).anonVma();
            child.attach(linked);
            if (own == null && linked.children() < REUSABLE_CHILDREN && linked.activeVmas() == 0) {
                own = linked;
            }
        }
        if (own != null) {
            child.setAnonVma(own);
            return;
        }
        AnonVma fresh = new AnonVma(child.mm().system().nextAnonVma(), parents);
        child.setAnonVma(fresh);
        child.attach(fresh);
    }

    /** Takes the area off all its anon_vmas; its next private page prepares a new one (Linux: {@code unlink_anon_vmas}). */
    public static void unlink(Vma vma) {
        vma.setAnonVma(null);
        vma.detachAll();
    }
}
