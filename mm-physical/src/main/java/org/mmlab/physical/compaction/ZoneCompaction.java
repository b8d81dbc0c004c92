package org.mmlab.physical.compaction;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageMigrator;
import org.mmlab.api.link.PageMigrator.Mode;
import org.mmlab.api.link.PageMigrator.Outcome;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.FreeBlocks;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.page.Compactor.Result;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.zone.Zone;

/** Compacts one zone (Linux: {@code compact_zone}, {@code compact_finished}). */
final class ZoneCompaction {
    /** Also where a zone starts that begins with page 0, as in the kernel. */
    private static final long NOWHERE = 0;

    private final PhysicalMemory memory;
    private final PageMigrator migrator;
    private final CompactControl control;
    private final MigrateScanner source;
    private final FreeScanner targets;
    private long lastMigrated = NOWHERE;
    /** Whether the places where compaction goes on, with and without waiting, are moved together: until a pageblock has something to offer. */
    private boolean movesBothStarts;

    ZoneCompaction(PhysicalMemory memory, PageMigrator migrator, CompactControl control) {
        this.memory = memory;
        this.migrator = migrator;
        this.control = control;
        this.source = new MigrateScanner(memory, migrator, control);
        this.targets = new FreeScanner(memory, control);
    }

    Result run() {
        if (control.history.isRestarting(control.order)) {
            control.history.flushSkips();
        }
        begin();
        movesBothStarts = !control.waits() && control.history.migrateAsync == control.history.migrateSync;
        migrator.prepare();
        Result result = Result.CONTINUE;
        while (result == Result.CONTINUE) {
            result = finished();
            if (result == Result.CONTINUE && !step()) {
                result = Result.CONTENDED;
            } else if (result == Result.CONTINUE && control.zone.freeBlocks().hasCaptured()) {
                result = Result.SUCCESS;
            }
        }
        targets.release();
        return result;
    }

    private void begin() {
        Zone zone = control.zone;
        ZoneHistory history = control.history;
        long start = Addresses.rawPfn(zone.startPfn());
        long end = Addresses.rawPfn(zone.endPfn());
        if (control.wholeZone) {
            control.migratePfn = start;
            control.freePfn = history.blockStart(end - 1);
            return;
        }
        control.migratePfn = control.waits() ? history.migrateSync : history.migrateAsync;
        control.freePfn = history.free;
        if (control.freePfn < start || control.freePfn >= end) {
            control.freePfn = history.blockStart(end - 1);
            history.free = control.freePfn;
        }
        if (control.migratePfn < start || control.migratePfn >= end) {
            control.migratePfn = start;
            history.migrateAsync = start;
            history.migrateSync = start;
        }
        control.wholeZone = control.migratePfn <= start;
    }

    /** Moves the pages of one cluster; false where there is nowhere to move to. */
    private boolean step() {
        long block = control.history.blockStart(control.migratePfn);
        control.finishBlock = block == control.history.blockStart(lastMigrated);
        boolean again = true;
        while (again) {
            again = false;
            if (source.isolate()) {
                noteMove();
                Outcome outcome = migrator.migrate(source.pages(), source.count(), targets, control.mode);
                control.toMove = 0;
                if (outcome == Outcome.NO_MEMORY && !control.scannersMet()) {
                    return false;
                }
                if (outcome != Outcome.MOVED && mustFinishBlock()) {
                    control.finishBlock = true; // the rest is looked at now, and the pageblock left alone then
                    again = true;
                    if (control.order == control.zone.pageblockOrder()) {
                        lastMigrated = NOWHERE; // no use draining: the pageblock will not be free
                    }
                }
            } else if (movesBothStarts) {
                control.history.migrateSync = control.history.migrateAsync;
            }
        }
        drainIfBlockIsDone();
        return true;
    }

    private void noteMove() {
        movesBothStarts = false;
        long block = control.history.blockStart(control.migratePfn - 1);
        lastMigrated = Math.max(block, Addresses.rawPfn(control.zone.startPfn()));
    }

    private boolean mustFinishBlock() {
        boolean inside = control.migratePfn != control.history.blockStart(control.migratePfn);
        return inside && !control.thorough && !control.finishBlock && control.mode != Mode.SYNC;
    }

    /** Lets freed frames merge once the scanner has left the block of the wanted order that they came from. */
    private void drainIfBlockIsDone() {
        if (control.order > 0 && lastMigrated != NOWHERE) {
            long current = control.migratePfn & -(1L << control.order);
            if (lastMigrated < current) {
                migrator.prepare();
                memory.pcp().drain(control.zone, memory.cpu().id());
                lastMigrated = NOWHERE;
            }
        }
    }

    private Result finished() {
        if (control.scannersMet()) {
            control.history.resetPositions();
            if (control.direct) {
                control.history.flushSkipsLater();
            }
            return control.wholeZone ? Result.COMPLETE : Result.PARTIAL_SKIPPED;
        }
        if (control.enough != CompactControl.NOT_PROACTIVE) {
            int score = Fragmentation.of(control.zone, control.zone.pageblockOrder())
                    .percent();
            return score > control.enough ? Result.CONTINUE : Result.SUCCESS;
        }
        boolean inside = control.migratePfn != control.history.blockStart(control.migratePfn);
        if (control.order == CompactControl.EVERYTHING || inside) {
            return Result.CONTINUE;
        }
        return hasBlock() ? Result.SUCCESS : Result.CONTINUE;
    }

    /** Whether an allocation of the type would find a block of the order, its own or one that it may steal. */
    private boolean hasBlock() {
        FreeBlocks free = control.zone.freeBlocks();
        for (int order = control.order; order < FrameAllocator.ORDERS; order++) {
            if (free.blocks(order, control.migratetype) > 0) {
                return true;
            }
            boolean steals = order >= control.zone.pageblockOrder() / 2
                    || control.migratetype != MigrateType.MOVABLE
                    || !control.zone.groupsByMobility();
            for (int type = 0; steals && type < MigrateType.PCP_TYPES; type++) {
                if (free.blocks(order, type) > 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
