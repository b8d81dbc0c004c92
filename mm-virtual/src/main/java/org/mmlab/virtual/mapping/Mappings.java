package org.mmlab.virtual.mapping;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.Lru;
import org.mmlab.virtual.mm.AnonVma;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.Paging;

/**
 * Counts the entries that map each frame and gives anonymous frames their identity (Linux: {@code folio_add_anon_rmap_ptes},
 * {@code folio_remove_rmap_pte} and their kin in {@code mm/rmap.c}). References are the callers' affair.
 *
 * <p>A frame's mapcount is the number of entries through which it can be reached, huge ones included: every frame of a compound
 * page has its own, which is what {@code /proc/kpagecount} shows. A huge entry costs O(512), anything else O(1).
 */
public final class Mappings {
    /** Whether a page belongs to one process alone. */
    public enum Exclusive {
        /** One process; it may write without copying. */
        YES,
        /** Perhaps several. */
        NO
    }

    private final FrameTable table;
    private final Lru lru;
    private final AnonVmaNumbers numbers;

    /** Over the machine's frames. */
    public Mappings(Paging paging, AnonVmaNumbers numbers) {
        this.table = paging.table();
        this.lru = paging.lru();
        this.numbers = numbers;
    }

    /** A fresh anonymous frame is mapped at a page of an area, by one base entry, and goes to the LRU lists. */
    public void addNewAnon(@FrameIndex int frame, Vma vma, long page, Exclusive exclusive) {
        identify(frame, vma, page, exclusive);
        table.setMapcount(frame, 1);
        addToLru(frame, vma);
    }

    /**
     * A frame that came from swap is being mapped: it counts as mapped from now on, so that giving up its swap entry leaves it
     * alone. {@link #endSwapIn} follows.
     */
    public void beginSwapIn(@FrameIndex int frame) {
        table.addMapcount(frame, 1);
    }

    /**
     * The frame that came from swap has its identity, if it had none, and is locked if the area is and it was known before. It may be
     * one of a huge page, which has an identity as a whole and is not locked by a part of it.
     */
    public void endSwapIn(@FrameIndex int frame, Vma vma, long page, Exclusive exclusive) {
        if (!table.has(table.head(frame), FrameFlag.ANON)) {
            identify(frame, vma, page, exclusive);
            return;
        }
        if (exclusive == Exclusive.YES) {
            table.set(frame, FrameFlag.ANON_EXCLUSIVE);
        }
        if (!isLarge(frame)) {
            lockIfAreaIs(frame, vma);
        }
    }

    /** A fresh huge page is mapped by one huge entry; {@code page} is its first. */
    public void addNewAnonHuge(@FrameIndex int head, Vma vma, long page, int pages) {
        identify(head, vma, page, Exclusive.YES);
        int first = Addresses.rawFrame(head);
        for (int i = 0; i < pages; i++) {
            @FrameIndex int frame = Addresses.frame(first + i);
            table.set(frame, FrameFlag.ANON_EXCLUSIVE);
            table.setMapcount(frame, 1);
        }
        addToLru(head, vma);
    }

    private void identify(@FrameIndex int head, Vma vma, long page, Exclusive exclusive) {
        if (!vma.has(VmFlags.DROPPABLE)) {
            table.set(head, FrameFlag.SWAPBACKED);
        }
        AnonVma own = ownAnonVma(vma);
        AnonVma of = exclusive == Exclusive.YES ? own : own.root();
        table.set(head, exclusive == Exclusive.YES ? FrameFlag.ANON | FrameFlag.ANON_EXCLUSIVE : FrameFlag.ANON);
        table.setMapping(head, numbers.numberOf(of), vma.pageOffsetOf(Addresses.virtOfVpn(page)));
    }

    private static AnonVma ownAnonVma(Vma vma) {
        AnonVma own = vma.anonVma();
        if (own == null) {
            throw new IllegalStateException(
                    "an anonymous page is mapped in area " + vma + ", which has no anon_vma; prepare one first");
        }
        return own;
    }

    private void addToLru(@FrameIndex int head, Vma vma) {
        lru.add(head);
        lockIfAreaIs(head, vma);
    }

    /** An anonymous frame that has its identity is mapped by one base entry more. */
    public void addAnon(@FrameIndex int frame, Vma vma, Exclusive exclusive) {
        table.addMapcount(frame, 1);
        if (exclusive == Exclusive.YES) {
            table.set(frame, FrameFlag.ANON_EXCLUSIVE);
        }
        if (!isLarge(frame)) {
            lockIfAreaIs(frame, vma);
        }
    }

    /** A huge page that has its identity is mapped by one huge entry more. */
    public void addAnonHuge(@FrameIndex int head, Vma vma, Exclusive exclusive, int pages) {
        int first = Addresses.rawFrame(head);
        for (int i = 0; i < pages; i++) {
            @FrameIndex int frame = Addresses.frame(first + i);
            table.addMapcount(frame, 1);
            if (exclusive == Exclusive.YES) {
                table.set(frame, FrameFlag.ANON_EXCLUSIVE);
            }
        }
        lockIfAreaIs(head, vma);
    }

    /** A frame of a file is mapped by one base entry more. */
    public void addFile(@FrameIndex int frame, Vma vma) {
        table.addMapcount(frame, 1);
        lockIfAreaIs(frame, vma);
    }

    /** Fork maps a frame by one base entry more; anonymous frames are exclusive no more. */
    public void duplicate(@FrameIndex int frame) {
        table.addMapcount(frame, 1);
        table.clear(frame, FrameFlag.ANON_EXCLUSIVE);
    }

    /** {@link #duplicate} for a huge entry. */
    public void duplicateHuge(@FrameIndex int head, int pages) {
        int first = Addresses.rawFrame(head);
        for (int i = 0; i < pages; i++) {
            duplicate(Addresses.frame(first + i));
        }
    }

    /** A base entry of an area maps a frame no more. */
    public void remove(@FrameIndex int frame, Vma vma) {
        int left = table.addMapcount(frame, -1);
        if (left < 0) {
            throw new IllegalStateException(
                    "frame " + Addresses.rawFrame(frame) + " lost a mapping that it did not have, in area " + vma);
        }
        if (vma.has(VmFlags.LOCKED)) {
            lru.munlock(table.head(frame));
        }
    }

    /** A huge entry of an area maps a huge page no more. */
    public void removeHuge(@FrameIndex int head, Vma vma, int pages) {
        int first = Addresses.rawFrame(head);
        for (int i = 0; i < pages; i++) {
            table.addMapcount(Addresses.frame(first + i), -1);
        }
        if (vma.has(VmFlags.LOCKED)) {
            lru.munlock(head);
        }
    }

    /**
     * A frame turned out to be one process's own: it moves to the area's anon_vma, so that walks leave the others out (Linux:
     * {@code folio_move_anon_rmap}).
     */
    public void claim(@FrameIndex int frame, Vma vma) {
        @FrameIndex int head = table.head(frame);
        table.setMapping(head, numbers.numberOf(ownAnonVma(vma)), table.index(head));
        table.set(frame, FrameFlag.ANON_EXCLUSIVE);
    }

    private void lockIfAreaIs(@FrameIndex int frame, Vma vma) {
        if ((vma.flags() & (VmFlags.LOCKED | VmFlags.SPECIAL)) == VmFlags.LOCKED) {
            lru.mlock(frame);
        }
    }

    private boolean isLarge(@FrameIndex int frame) {
        return table.hasAny(frame, FrameFlag.HEAD | FrameFlag.TAIL);
    }
}
