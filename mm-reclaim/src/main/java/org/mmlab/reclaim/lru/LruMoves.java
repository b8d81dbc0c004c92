package org.mmlab.reclaim.lru;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;

/** What each batched change does to one frame when its batch is flushed (Linux: the {@code move_fn_t} of {@code mm/swap.c}). */
final class LruMoves {
    static final LruBatch[] DRAIN_ORDER = {
        LruBatch.ADD,
        LruBatch.MOVE_TAIL,
        LruBatch.DEACTIVATE_FILE,
        LruBatch.DEACTIVATE,
        LruBatch.LAZYFREE,
        LruBatch.ACTIVATE,
        LruBatch.MLOCK
    };

    private LruMoves() {}

    static boolean canLazyFree(int flags) {
        return (flags & (FrameFlag.ANON | FrameFlag.SWAPBACKED)) == (FrameFlag.ANON | FrameFlag.SWAPBACKED)
                && (flags & (FrameFlag.SWAPCACHE | FrameFlag.UNEVICTABLE)) == 0;
    }

    /** A page enters its list; a locked one the unevictable list. */
    static void add(FrameTable table, Lruvec lruvec, VmStat stat, @FrameIndex int frame, int pages) {
        boolean wasUnevictable = table.testAndClear(frame, FrameFlag.UNEVICTABLE);
        if (!table.has(frame, FrameFlag.MLOCKED)) {
            if (wasUnevictable) {
                stat.add(VmEvent.UNEVICTABLE_PGS_RESCUED, pages);
            }
        } else {
            table.clear(frame, FrameFlag.ACTIVE);
            table.set(frame, FrameFlag.UNEVICTABLE);
            if (!wasUnevictable) {
                stat.add(VmEvent.UNEVICTABLE_PGS_CULLED, pages);
            }
        }
        lruvec.addHead(frame);
    }

    /** Any other change, of a frame that is on a list. */
    static void move(LruBatch kind, FrameTable table, Lruvec lruvec, VmStat stat, @FrameIndex int frame, int pages) {
        int flags = table.flags(frame);
        if ((flags & FrameFlag.UNEVICTABLE) != 0) {
            return;
        }
        switch (kind) {
            case MOVE_TAIL -> moveTail(table, lruvec, stat, frame, pages);
            case DEACTIVATE_FILE -> deactivateFile(table, lruvec, stat, frame, pages);
            case DEACTIVATE -> deactivate(table, lruvec, stat, frame, pages);
            case LAZYFREE -> lazyFree(table, lruvec, stat, frame, pages);
            case ACTIVATE -> activate(table, lruvec, stat, frame, pages);
            case ADD, MLOCK -> throw new IllegalArgumentException(kind + " is not a move between lists");
        }
    }

    private static void moveTail(FrameTable table, Lruvec lruvec, VmStat stat, @FrameIndex int frame, int pages) {
        lruvec.delete(frame);
        table.clear(frame, FrameFlag.ACTIVE);
        lruvec.addTail(frame);
        stat.add(VmEvent.PGROTATED, pages);
    }

    private static void deactivateFile(FrameTable table, Lruvec lruvec, VmStat stat, @FrameIndex int frame, int pages) {
        if (table.mapcount(frame) > 0) {
            return;
        }
        boolean active = table.has(frame, FrameFlag.ACTIVE);
        lruvec.delete(frame);
        table.clear(frame, FrameFlag.ACTIVE | FrameFlag.REFERENCED);
        if (table.hasAny(frame, FrameFlag.WRITEBACK | FrameFlag.DIRTY)) {
            lruvec.addHead(frame);
            table.set(frame, FrameFlag.RECLAIM);
        } else {
            lruvec.addTail(frame);
            stat.add(VmEvent.PGROTATED, pages);
        }
        if (active) {
            stat.add(VmEvent.PGDEACTIVATE, pages);
        }
    }

    private static void deactivate(FrameTable table, Lruvec lruvec, VmStat stat, @FrameIndex int frame, int pages) {
        if (table.has(frame, FrameFlag.ACTIVE)) {
            lruvec.delete(frame);
            table.clear(frame, FrameFlag.ACTIVE | FrameFlag.REFERENCED);
            lruvec.addHead(frame);
            stat.add(VmEvent.PGDEACTIVATE, pages);
        }
    }

    private static void lazyFree(FrameTable table, Lruvec lruvec, VmStat stat, @FrameIndex int frame, int pages) {
        if (canLazyFree(table.flags(frame))) {
            lruvec.delete(frame);
            table.clear(frame, FrameFlag.ACTIVE | FrameFlag.REFERENCED | FrameFlag.SWAPBACKED);
            lruvec.addHead(frame);
            stat.add(VmEvent.PGLAZYFREE, pages);
        }
    }

    private static void activate(FrameTable table, Lruvec lruvec, VmStat stat, @FrameIndex int frame, int pages) {
        if (!table.has(frame, FrameFlag.ACTIVE)) {
            lruvec.delete(frame);
            table.set(frame, FrameFlag.ACTIVE);
            lruvec.addHead(frame);
            stat.add(VmEvent.PGACTIVATE, pages);
        }
    }
}
