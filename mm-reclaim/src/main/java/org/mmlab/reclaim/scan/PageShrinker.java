package org.mmlab.reclaim.scan;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.EventKind;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.reclaim.ScanBatch;
import org.mmlab.api.reclaim.ScanControl;
import org.mmlab.api.reclaim.ScanControl.Cause;

/**
 * Tries to evict isolated pages, one after the other (Linux: {@code shrink_folio_list}, {@code pageout}, {@code __remove_mapping}).
 *
 * <p>Changed between releases: since 6.16 reclaim never writes dirty pages of files, and leaves them to the flusher.
 */
final class PageShrinker {
    /** References to an idle page while it is looked at: its cache's and the isolation's. */
    private static final int IDLE_REFERENCES = 2;

    private final ScanParts parts;
    private final FrameTable table;
    private final ReferenceCheck references;

    PageShrinker(ScanParts parts) {
        this.parts = parts;
        this.table = parts.table();
        this.references = new ReferenceCheck(table, parts.mapped());
    }

    /** Whether references are looked at. */
    enum Regard {
        /** As usual. */
        REFERENCES,
        /** The pages shall go, used or not: MADV_PAGEOUT. */
        NOTHING
    }

    private enum Fate {
        FREED,
        KEPT,
        ACTIVATED,
        /** Swap has no room for a huge page; perhaps for its frames. */
        TOO_LARGE
    }

    /**
     * Evicts what it can of a batch.
     *
     * @param batch isolated pages; the ones that are left stay in it, in order
     * @return frames freed
     */
    long shrink(ScanBatch batch, NodeState node, ScanControl control, Regard regard) {
        long freed = 0;
        int left = 0;
        int count = batch.count();
        for (int i = 0; i < count; i++) {
            @FrameIndex int frame = batch.get(i);
            int pages = parts.pool().pages(frame);
            boolean file = !table.has(frame, FrameFlag.SWAPBACKED);
            Fate fate = table.has(frame, FrameFlag.LOCKED) ? Fate.KEPT : shrinkOne(frame, pages, node, control, regard);
            if (fate == Fate.FREED) {
                freed += pages;
                continue;
            }
            if (fate == Fate.TOO_LARGE) {
                freed += shrinkPieces(frame, pages, node, control, regard);
                continue;
            }
            noteActivated(frame, pages, fate, file, control);
            batch.set(left++, frame);
        }
        batch.truncate(left);
        return freed;
    }

    private void noteActivated(@FrameIndex int frame, int pages, Fate fate, boolean file, ScanControl control) {
        if (fate != Fate.ACTIVATED || !activate(frame)) {
            return;
        }
        parts.stat().add(VmEvent.PGACTIVATE, pages);
        if (file) {
            control.activatedFile += pages;
        } else {
            control.activatedAnon += pages;
        }
    }

    /** Splits a huge page and tries its frames one by one; what is left of it goes back to the lists. Returns frames freed. */
    private long shrinkPieces(@FrameIndex int head, int pages, NodeState node, ScanControl control, Regard regard) {
        parts.lru().members().left(head); // a policy that chose it still holds it, and will hold its frames
        parts.lru().putBack(head);
        parts.lru().drain();
        boolean split = parts.mapped().reverseMap().split(head);
        parts.lru().drain();
        if (!split) {
            parts.lru().activate(head);
            return 0;
        }
        control.scanned -= pages;
        long freed = 0;
        for (int i = 0; i < pages; i++) {
            @FrameIndex int frame = Addresses.frame(Addresses.rawFrame(head) + i);
            if (!table.has(frame, FrameFlag.LRU) || !parts.lru().isolate(frame)) {
                continue;
            }
            table.clear(frame, FrameFlag.ACTIVE);
            Fate fate = shrinkOne(frame, 1, node, control, regard);
            if (fate == Fate.FREED) {
                freed++;
            } else {
                noteActivated(frame, 1, fate, false, control);
                parts.lru().putBack(frame);
            }
        }
        return freed;
    }

    private Fate shrinkOne(@FrameIndex int frame, int pages, NodeState node, ScanControl control, Regard regard) {
        control.scanned += pages;
        if (!parts.lru().evictable(frame)) {
            return Fate.ACTIVATED;
        }
        if (!control.mayUnmap && table.mapcount(frame) > 0) {
            return Fate.KEPT;
        }
        noteDirty(frame, pages, control);
        if (table.has(frame, FrameFlag.WRITEBACK) && !waitsFor(frame, control)) {
            return inWriteback(frame, pages, node, control);
        }
        ReferenceCheck.Verdict verdict =
                regard == Regard.REFERENCES ? references.check(frame) : ReferenceCheck.Verdict.RECLAIM;
        if (verdict == ReferenceCheck.Verdict.ACTIVATE) {
            return Fate.ACTIVATED;
        }
        if (verdict == ReferenceCheck.Verdict.KEEP) {
            control.keptReferenced += pages;
            return Fate.KEPT;
        }
        boolean swaps = table.has(frame, FrameFlag.ANON | FrameFlag.SWAPBACKED);
        if (swaps && !table.has(frame, FrameFlag.SWAPCACHE)) {
            if ((control.gfp & Gfp.IO) == 0) {
                return Fate.KEPT;
            }
            if (!parts.swap().addToSwap(frame)) {
                return pages > 1 ? Fate.TOO_LARGE : Fate.ACTIVATED;
            }
        }
        if (table.mapcount(frame) > 0 && !parts.mapped().reverseMap().unmap(frame)) {
            return Fate.ACTIVATED;
        }
        if (table.has(frame, FrameFlag.DIRTY) && !isLazyFree(frame)) {
            Fate written = write(frame, pages, node, control, verdict);
            if (written != Fate.FREED) {
                return written;
            }
        }
        return free(frame, pages) ? Fate.FREED : Fate.KEPT;
    }

    private void noteDirty(@FrameIndex int frame, int pages, ScanControl control) {
        boolean file = !table.has(frame, FrameFlag.SWAPBACKED) && !table.has(frame, FrameFlag.ANON);
        if (!file) {
            return;
        }
        boolean dirty = table.has(frame, FrameFlag.DIRTY);
        boolean writeback = table.has(frame, FrameFlag.WRITEBACK);
        if (dirty || writeback) {
            control.dirty += pages;
        }
        if (dirty && !writeback) {
            control.unqueuedDirty += pages;
        }
        if (writeback && table.has(frame, FrameFlag.RECLAIM)) {
            control.congested += pages;
        }
    }

    /** A group of processes has no other brake on its dirty pages than to wait for those that are seen twice. */
    private boolean waitsFor(@FrameIndex int frame, ScanControl control) {
        if (control.cause != Cause.LIMIT || !table.has(frame, FrameFlag.RECLAIM) || !mayWrite(frame, control)) {
            return false;
        }
        while (table.has(frame, FrameFlag.WRITEBACK) && parts.cache().await(frame)) {
            continue;
        }
        return true;
    }

    /** A page that is being written is put out of the way, and comes to the tail when its write ends. */
    private Fate inWriteback(@FrameIndex int frame, int pages, NodeState node, ScanControl control) {
        if (control.cause == Cause.KSWAPD && table.has(frame, FrameFlag.RECLAIM) && node.writebackAtTail) {
            control.immediate += pages;
        } else {
            table.set(frame, FrameFlag.RECLAIM);
            control.writeback += pages;
        }
        return Fate.ACTIVATED;
    }

    /** Writes a dirty, unmapped page; {@code FREED} says that it is clean now and can go. */
    private Fate write(
            @FrameIndex int frame, int pages, NodeState node, ScanControl control, ReferenceCheck.Verdict verdict) {
        boolean file = !table.has(frame, FrameFlag.SWAPBACKED);
        if (file && leaveToFlusher(frame, node, control)) {
            parts.stat().add(VmEvent.NR_VMSCAN_IMMEDIATE_RECLAIM, pages);
            table.set(frame, FrameFlag.RECLAIM);
            return Fate.ACTIVATED;
        }
        if (verdict == ReferenceCheck.Verdict.RECLAIM_CLEAN || !mayWrite(frame, control) || !control.mayWritePage) {
            return Fate.KEPT;
        }
        if (table.refcount(frame) != IDLE_REFERENCES) {
            return Fate.KEPT;
        }
        table.set(frame, FrameFlag.RECLAIM);
        boolean written;
        if (table.has(frame, FrameFlag.SWAPCACHE)) {
            table.clear(frame, FrameFlag.DIRTY);
            parts.swap().writeOut(frame);
            written = true;
        } else {
            written = parts.cache().pageOut(frame);
        }
        if (!table.has(frame, FrameFlag.WRITEBACK)) {
            table.clear(frame, FrameFlag.RECLAIM);
        }
        if (!written) {
            return table.has(frame, FrameFlag.DIRTY) ? Fate.ACTIVATED : Fate.FREED;
        }
        parts.stat().add(VmEvent.NR_VMSCAN_WRITE, pages);
        control.pageout += pages;
        return table.hasAny(frame, FrameFlag.WRITEBACK | FrameFlag.DIRTY) ? Fate.KEPT : Fate.FREED;
    }

    private boolean leaveToFlusher(@FrameIndex int frame, NodeState node, ScanControl control) {
        return parts.version().atLeast(KernelVersion.V6_18)
                || control.cause != Cause.KSWAPD
                || !table.has(frame, FrameFlag.RECLAIM)
                || !node.dirtyAtTail;
    }

    /** A page of the swap cache needs I/O alone, any other page its file system (Linux: {@code may_enter_fs}). */
    private boolean mayWrite(@FrameIndex int frame, ScanControl control) {
        return (control.gfp & Gfp.FS) != 0 || table.has(frame, FrameFlag.SWAPCACHE) && (control.gfp & Gfp.IO) != 0;
    }

    private boolean isLazyFree(@FrameIndex int frame) {
        return table.has(frame, FrameFlag.ANON) && !table.has(frame, FrameFlag.SWAPBACKED);
    }

    /** Frees a clean page that nobody maps, unless somebody holds it. */
    private boolean free(@FrameIndex int frame, int pages) {
        int mapping = table.mapping(frame);
        long index = table.index(frame);
        if (isLazyFree(frame)) {
            if (table.refcount(frame) != 1) {
                return false;
            }
            parts.stat().add(VmEvent.PGLAZYFREED, pages);
        } else if (!removeFromCache(frame)) {
            return false;
        }
        if (parts.events() != EventSink.NONE) {
            long pfn = Addresses.rawPhys(parts.pool().address(frame)) >>> Addresses.PAGE_SHIFT;
            parts.events().event(EventKind.EVICT, pfn, mapping, index);
        }
        table.clear(frame, FrameFlag.ISOLATED);
        parts.references().put(frame);
        return true;
    }

    private boolean removeFromCache(@FrameIndex int frame) {
        if (table.refcount(frame) != IDLE_REFERENCES || table.has(frame, FrameFlag.DIRTY)) {
            return false;
        }
        if (table.has(frame, FrameFlag.SWAPCACHE)) {
            parts.swap().evict(frame, parts.workingset().evicted(frame));
            return true;
        }
        if (table.has(frame, FrameFlag.ANON) || table.mapping(frame) == FrameTable.NO_MAPPING) {
            return false;
        }
        if (table.has(frame, FrameFlag.SWAPBACKED)) {
            parts.cache().drop(frame);
        } else {
            parts.cache().evict(frame, parts.workingset().evicted(frame));
        }
        return true;
    }

    /** Makes a page active unless it is locked into memory; a page of the swap cache gives its slot back when slots are short. */
    private boolean activate(@FrameIndex int frame) {
        boolean locked = table.has(frame, FrameFlag.MLOCKED);
        boolean swapShort = parts.swap().freeEntries() * 2 < parts.swap().totalEntries();
        if (table.has(frame, FrameFlag.SWAPCACHE) && (locked || swapShort)) {
            parts.swap().freeCache(frame);
        }
        if (!locked) {
            table.set(frame, FrameFlag.ACTIVE);
        }
        return !locked;
    }
}
