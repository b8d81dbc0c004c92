package org.mmlab.physical.compaction;

import org.mmlab.api.link.PageMigrator.Mode;
import org.mmlab.physical.zone.Zone;

/** One compaction of one zone: what it is for and how far it has come (Linux: {@code struct compact_control}). */
final class CompactControl {
    /** No order in particular: the whole zone as far as it goes (Linux: {@code is_via_compact_memory}). */
    static final int EVERYTHING = -1;

    /** In place of a score: compaction that somebody asked for. */
    static final int NOT_PROACTIVE = -1;

    final Zone zone;
    final ZoneHistory history;
    final int order;
    final int migratetype;
    final int gfp;
    final Mode mode;
    /** On behalf of an allocation that waits. */
    final boolean direct;
    /** Every pageblock counts, whatever was found there of late and whatever its type. */
    final boolean thorough;

    /** The fragmentation at which proactive compaction stops, in percent; {@link #NOT_PROACTIVE} of another. */
    final int enough;

    boolean wholeZone;
    boolean finishBlock;
    long migratePfn;
    long freePfn;

    /** Frames of the pages that are isolated and have no target yet. */
    int toMove;

    CompactControl(
            Zone zone,
            ZoneHistory history,
            int order,
            int migratetype,
            int gfp,
            Mode mode,
            boolean direct,
            boolean thorough,
            int enough) {
        this.zone = zone;
        this.history = history;
        this.order = order;
        this.migratetype = migratetype;
        this.gfp = gfp;
        this.mode = mode;
        this.direct = direct;
        this.thorough = thorough;
        this.wholeZone = thorough;
        this.enough = enough;
    }

    boolean waits() {
        return mode != Mode.ASYNC;
    }

    /** Whether the scanners are in one pageblock, or past each other (Linux: {@code compact_scanners_met}). */
    boolean scannersMet() {
        int shift = zone.pageblockOrder();
        return freePfn >> shift <= migratePfn >> shift;
    }
}
