package org.mmlab.physical.compaction;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.PageMigrator;
import org.mmlab.api.link.PageMigrator.Mode;
import org.mmlab.api.memory.FreeBlocks;
import org.mmlab.api.memory.Gfp;
import org.mmlab.physical.page.PhysicalMemory;

/** Isolates movable pages from the bottom of a zone upwards (Linux: {@code isolate_migratepages_block}). */
final class MigrateScanner {
    /** Pages that are isolated at once (Linux: {@code COMPACT_CLUSTER_MAX}). */
    private static final int CLUSTER = 32;

    private final PhysicalMemory memory;
    private final FrameTable table;
    private final PageMigrator migrator;
    private final CompactControl control;
    private final FreeBlocks free;
    private int[] pages = new int[CLUSTER];
    private int count;

    MigrateScanner(PhysicalMemory memory, PageMigrator migrator, CompactControl control) {
        this.memory = memory;
        this.table = memory.table();
        this.migrator = migrator;
        this.control = control;
        this.free = control.zone.freeBlocks();
    }

    /** The pages that {@link #isolate} found. */
    int[] pages() {
        return pages;
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** Goes on to the next pageblock with movable pages, not past the free scanner; whether it found any. */
    boolean isolate() {
        count = 0;
        control.toMove = 0;
        long size = 1L << control.zone.pageblockOrder();
        long low = control.migratePfn;
        long end = control.history.blockStart(low) + size;
        while (end <= control.freePfn) {
            if (isSource(low, end)) {
                control.migratePfn = scan(low, end);
                return count > 0;
            }
            low = end;
            control.migratePfn = low;
            end += size;
        }
        return false;
    }

    private boolean isSource(long low, long end) {
        long start = control.history.blockStart(low);
        @FrameIndex int frame = memory.frameOf(Addresses.pfn(low));
        if (frame == NO_FRAME || !control.zone.spans(frame)) {
            return false;
        }
        boolean fresh = low == start || low == Addresses.rawPfn(control.zone.startPfn());
        if (fresh && !control.thorough && control.history.isSkipped(start)) {
            return false;
        }
        @FrameIndex int head = table.head(frame);
        boolean suits = memory.compound().order(head) < control.zone.pageblockOrder() && suitsType(frame);
        if (!suits) {
            control.history.migrateScanned(end, control.waits());
        }
        return suits;
    }

    /** A direct compaction that does not wait looks into pageblocks of its own type alone. */
    private boolean suitsType(@FrameIndex int frame) {
        if (control.waits() || !control.direct) {
            return true;
        }
        return control.zone.pageblockType(frame) == control.migratetype;
    }

    private long scan(long low, long end) {
        long pfn = low;
        long scanned = 0;
        boolean skipsOnFailure = control.direct && !control.waits() && control.order > 0;
        long blockEnd = nextBlock(low);
        while (pfn < end) {
            if (skipsOnFailure && pfn >= blockEnd) {
                if (count > 0) {
                    break;
                }
                blockEnd = nextBlock(pfn);
            }
            scanned++;
            @FrameIndex int frame = memory.frameOf(Addresses.pfn(pfn));
            int order = frame == NO_FRAME ? 0 : free.orderAt(frame);
            if (frame != NO_FRAME && order != FreeBlocks.NOT_FREE) {
                pfn += 1L << order;
                continue;
            }
            long after = frame == NO_FRAME ? pfn + 1 : afterPage(frame, pfn);
            if (frame != NO_FRAME && take(frame)) {
                pfn = after;
                if (count >= CLUSTER && !control.finishBlock) {
                    break;
                }
            } else if (skipsOnFailure) {
                putAllBack();
                pfn = Math.max(after, blockEnd);
            } else {
                pfn = after;
            }
        }
        pfn = Math.min(pfn, end);
        if (pfn == end && (count == 0 || control.finishBlock)) {
            if (!control.thorough) {
                control.history.skip(low);
            }
            control.history.migrateScanned(end, control.waits());
        }
        memory.vmstat().add(VmEvent.COMPACT_MIGRATE_SCANNED, scanned);
        memory.vmstat().add(VmEvent.COMPACT_ISOLATED, control.toMove);
        return pfn;
    }

    private long nextBlock(long pfn) {
        return control.order > 0 ? (pfn | (1L << control.order) - 1) + 1 : Long.MAX_VALUE;
    }

    private long afterPage(@FrameIndex int frame, long pfn) {
        @FrameIndex int head = table.head(frame);
        int inPage = Addresses.rawFrame(frame) - Addresses.rawFrame(head);
        return pfn - inPage + (1L << memory.compound().order(head));
    }

    private boolean take(@FrameIndex int frame) {
        if (table.has(frame, FrameFlag.TAIL) || !isMovable(frame) || !migrator.isolate(frame)) {
            return false;
        }
        if (count == pages.length) {
            pages = Arrays.copyOf(pages, count * 2);
        }
        pages[count++] = Addresses.rawFrame(frame);
        control.toMove += 1 << memory.compound().order(frame);
        return true;
    }

    private boolean isMovable(@FrameIndex int page) {
        if (!table.has(page, FrameFlag.LRU) || isTooLarge(memory.compound().order(page))) {
            return false;
        }
        boolean file = table.mapping(page) != FrameTable.NO_MAPPING && !table.has(page, FrameFlag.ANON);
        boolean cached = file || table.has(page, FrameFlag.SWAPCACHE);
        if (!cached && memory.compound().order(page) == 0 && table.refcount(page) > Math.max(1, table.mapcount(page))) {
            return false; // somebody uses it beside its mappings
        }
        if (file && (control.gfp & Gfp.FS) == 0) {
            return false; // to move it could mean to wait for its file system
        }
        return control.mode == Mode.SYNC || !table.has(page, FrameFlag.WRITEBACK);
    }

    /** Larger pages than what is wanted stay: moving them would take such a block itself (Linux: {@code skip_isolation_on_order}). */
    private boolean isTooLarge(int order) {
        return control.order != CompactControl.EVERYTHING && order >= control.order
                || order >= control.zone.pageblockOrder();
    }

    private void putAllBack() {
        for (int i = 0; i < count; i++) {
            @FrameIndex int page = Addresses.frame(pages[i]);
            migrator.putBack(page);
        }
        count = 0;
        control.toMove = 0;
    }
}
