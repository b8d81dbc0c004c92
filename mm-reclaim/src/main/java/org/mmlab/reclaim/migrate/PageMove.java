package org.mmlab.reclaim.migrate;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.PageMigrator.Mode;
import org.mmlab.api.link.PageMigrator.Outcome;
import org.mmlab.api.link.ReverseMap;
import org.mmlab.reclaim.cache.CacheReclaim;
import org.mmlab.reclaim.memory.FrameBytes;
import org.mmlab.reclaim.scan.ScanParts;

/**
 * Moves one isolated page to a frame that was allocated for it (Linux: {@code migrate_folio_unmap}, {@code migrate_folio_move},
 * {@code folio_migrate_mapping}, {@code folio_migrate_flags}).
 */
final class PageMove {
    /** What is true of the page wherever it lies. Who mapped it exclusively, and who locked it, the mappings say. */
    private static final int STATE = FrameFlag.REFERENCED
            | FrameFlag.UPTODATE
            | FrameFlag.DIRTY
            | FrameFlag.ACTIVE
            | FrameFlag.UNEVICTABLE
            | FrameFlag.WORKINGSET
            | FrameFlag.RECLAIM
            | FrameFlag.SWAPBACKED
            | FrameFlag.ANON;

    private final ScanParts parts;
    private final FrameTable table;
    private final CacheReclaim cache;
    private final FrameBytes bytes;

    PageMove(ScanParts parts, FrameBytes bytes) {
        this.parts = parts;
        this.table = parts.table();
        this.cache = parts.cache();
        this.bytes = bytes;
    }

    /** Whether only the isolation holds the page: its users let go of it meanwhile, and nothing need move. */
    boolean isAbandoned(@FrameIndex int page) {
        return table.refcount(page) == 1;
    }

    /** Drops the last reference to a page that was abandoned, or has moved. */
    void release(@FrameIndex int page) {
        table.clear(page, FrameFlag.ISOLATED);
        parts.references().put(page);
    }

    /**
     * Moves; the reference that came with {@code to} is used up, and {@code from} is freed.
     *
     * @return why the page stayed where it is, or {@link Outcome#MOVED}
     */
    Outcome move(@FrameIndex int from, @FrameIndex int to, Mode mode) {
        if (!awaitTransfers(from, mode)) {
            return Outcome.BUSY;
        }
        ReverseMap mappings = parts.mapped().reverseMap();
        boolean locked = table.has(from, FrameFlag.MLOCKED);
        boolean unmapped = table.mapping(from) == FrameTable.NO_MAPPING || mappings.beginMigration(from);
        if (!unmapped || table.refcount(from) != expectedReferences(from)) {
            mappings.endMigration(from, from);
            return Outcome.PINNED;
        }
        copy(from, to);
        moveIdentity(from, to);
        parts.lru().add(to);
        if (locked) {
            parts.lru().drain(); // so that the mappings count their locks on the list
        }
        mappings.endMigration(from, to);
        parts.lru().letGo(to);
        release(from);
        return Outcome.MOVED;
    }

    private boolean awaitTransfers(@FrameIndex int page, Mode mode) {
        while (table.hasAny(page, FrameFlag.LOCKED | FrameFlag.WRITEBACK)) {
            if (mode != Mode.SYNC || !cache.await(page)) {
                return false;
            }
        }
        return true;
    }

    /** The isolation's reference and that of the cache that the page is in (Linux: {@code folio_expected_ref_count}). */
    private int expectedReferences(@FrameIndex int page) {
        int expected = 1;
        expected += table.has(page, FrameFlag.SWAPCACHE) ? 1 : 0;
        expected += isOfFile(page) ? 1 : 0;
        return expected;
    }

    private boolean isOfFile(@FrameIndex int page) {
        return table.mapping(page) != FrameTable.NO_MAPPING && !table.has(page, FrameFlag.ANON);
    }

    private void copy(@FrameIndex int from, @FrameIndex int to) {
        int pages = parts.pool().pages(from);
        for (int i = 0; i < pages; i++) {
            bytes.copy(Addresses.frame(Addresses.rawFrame(from) + i), Addresses.frame(Addresses.rawFrame(to) + i));
        }
    }

    private void moveIdentity(@FrameIndex int from, @FrameIndex int to) {
        if (isOfFile(from)) {
            cache.replace(from, to);
        } else {
            table.setMapping(to, table.mapping(from), table.index(from));
        }
        if (table.has(from, FrameFlag.SWAPCACHE)) {
            parts.swap().replace(from, to);
        }
        table.set(to, table.flags(from) & STATE);
        table.clear(from, STATE);
    }
}
