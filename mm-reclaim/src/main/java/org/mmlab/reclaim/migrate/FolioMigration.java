package org.mmlab.reclaim.migrate;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.PageMigrator;
import org.mmlab.reclaim.memory.FrameBytes;
import org.mmlab.reclaim.memory.FramePool;
import org.mmlab.reclaim.scan.ScanParts;

/** {@link PageMigrator} over the LRU lists, the caches and the reverse mapping (Linux: {@code migrate_pages_batch}). */
public final class FolioMigration implements PageMigrator {
    private final ScanParts parts;
    private final FrameTable table;
    private final FramePool pool;
    private final PageMove move;

    /** Over the machine's parts. */
    public FolioMigration(ScanParts parts, FrameBytes bytes) {
        this.parts = parts;
        this.table = parts.table();
        this.pool = parts.pool();
        this.move = new PageMove(parts, bytes);
    }

    @Override
    public void prepare() {
        parts.lru().drainAll();
    }

    @Override
    public boolean isolate(@FrameIndex int page) {
        return parts.lru().isolate(page);
    }

    @Override
    public void putBack(@FrameIndex int page) {
        parts.lru().putBack(page);
    }

    @Override
    public Outcome migrate(@FrameIndex int frame, Targets targets, Mode mode) {
        prepare();
        @FrameIndex int page = table.head(frame);
        return isolate(page) ? migrate(new int[] {Addresses.rawFrame(page)}, 1, targets, mode) : Outcome.UNMOVABLE;
    }

    /** Without waiting first, then one by one with it where the mode allows (Linux: {@code migrate_pages_sync}). */
    @Override
    public Outcome migrate(int[] isolated, int count, Targets targets, Mode mode) {
        Outcome outcome = Outcome.MOVED;
        int busy = 0;
        for (int i = 0; i < count; i++) {
            @FrameIndex int page = Addresses.frame(isolated[i]);
            Outcome one = outcome == Outcome.NO_MEMORY ? outcome : attempt(page, targets, Mode.ASYNC);
            if (one == Outcome.BUSY && mode == Mode.SYNC) {
                isolated[busy++] = Addresses.rawFrame(page);
            } else if (one != Outcome.MOVED) {
                outcome = settle(page, one);
            }
        }
        for (int i = 0; i < busy; i++) {
            @FrameIndex int page = Addresses.frame(isolated[i]);
            Outcome one = outcome == Outcome.NO_MEMORY ? outcome : attempt(page, targets, Mode.SYNC);
            if (one != Outcome.MOVED) {
                outcome = settle(page, one);
            }
        }
        return outcome;
    }

    /** Counts a page that stays and puts it back, unless it was split, whose frames have seen to that. */
    private Outcome settle(@FrameIndex int page, Outcome why) {
        if (table.has(page, FrameFlag.ISOLATED)) {
            parts.stat().add(VmEvent.PGMIGRATE_FAIL, pool.pages(page));
            putBack(page);
        }
        return why;
    }

    private Outcome attempt(@FrameIndex int page, Targets targets, Mode mode) {
        int pages = pool.pages(page);
        Outcome outcome = one(page, targets, mode);
        if (outcome == Outcome.MOVED) {
            parts.stat().add(VmEvent.PGMIGRATE_SUCCESS, pages);
        }
        return outcome == Outcome.NO_MEMORY && pages > 1 ? inPieces(page, pages, targets) : outcome;
    }

    private Outcome one(@FrameIndex int page, Targets targets, Mode mode) {
        if (move.isAbandoned(page)) {
            move.release(page);
            return Outcome.MOVED;
        }
        int order = Integer.numberOfTrailingZeros(pool.pages(page));
        @FrameIndex int to = targets.allocate(page, order);
        if (to == NO_FRAME) {
            return Outcome.NO_MEMORY;
        }
        if (move.isAbandoned(page)) { // the allocation made its owner let go
            targets.giveBack(to, order);
            move.release(page);
            return Outcome.MOVED;
        }
        Outcome outcome = move.move(page, to, mode);
        if (outcome != Outcome.MOVED) {
            targets.giveBack(to, order);
        }
        return outcome;
    }

    /** No block of the page's size is free: its frames go one by one (Linux: {@code try_split_folio}). */
    private Outcome inPieces(@FrameIndex int head, int pages, Targets targets) {
        putBack(head);
        prepare();
        boolean split = parts.mapped().reverseMap().split(head);
        prepare();
        if (!split) {
            return isolate(head) ? Outcome.NO_MEMORY : Outcome.MOVED;
        }
        Outcome outcome = Outcome.MOVED;
        for (int i = 0; i < pages; i++) {
            @FrameIndex int frame = Addresses.frame(Addresses.rawFrame(head) + i);
            if (!table.has(frame, FrameFlag.LRU) || !isolate(frame)) {
                continue;
            }
            Outcome one = outcome == Outcome.NO_MEMORY ? Outcome.NO_MEMORY : one(frame, targets, Mode.ASYNC);
            if (one == Outcome.MOVED) {
                parts.stat().count(VmEvent.PGMIGRATE_SUCCESS);
            } else {
                outcome = settle(frame, one);
            }
        }
        return outcome;
    }
}
