package org.mmlab.physical.contig;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.PageMigrator;
import org.mmlab.api.link.PageMigrator.Mode;
import org.mmlab.api.link.PageMigrator.Outcome;
import org.mmlab.api.link.PageMigrator.Targets;
import org.mmlab.physical.page.PhysicalMemory;

/**
 * Empties ranges of frames by moving the pages in them (Linux: {@code __alloc_contig_migrate_range},
 * {@code isolate_migratepages_range}, {@code do_migrate_range}). A page that begins before the range and reaches into it moves too.
 * O(frames of the range and mappings of its pages).
 */
public final class PageRangeMigrator implements RangeMigrator {
    /** Pages that are isolated at once (Linux: {@code COMPACT_CLUSTER_MAX}). */
    private static final int CLUSTER = 32;

    private static final int TRIES = 5;

    private final PhysicalMemory memory;
    private final FrameTable table;
    private final PageMigrator migrator;
    private final Targets targets;
    private final int[] pages = new int[CLUSTER];
    private int count;
    private Outcome outcome = Outcome.MOVED;

    /** Moves by {@code migrator} to wherever {@code targets} says. */
    public PageRangeMigrator(PhysicalMemory memory, PageMigrator migrator, Targets targets) {
        this.memory = memory;
        this.table = memory.table();
        this.migrator = migrator;
        this.targets = targets;
    }

    @Override
    public boolean migrate(long start, long end) {
        return migrate(start, end, Mode.SYNC) == Outcome.MOVED;
    }

    /**
     * Moves the pages of page frame numbers {@code start} to {@code end - 1}; frames that hold no page of a process or file are
     * passed over.
     *
     * @return why the last page stayed that could not be moved, or MOVED
     */
    public Outcome migrate(long start, long end, Mode mode) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            outcome = Outcome.MOVED;
            migrator.prepare();
            long pfn = start;
            while (pfn < end && outcome != Outcome.NO_MEMORY) {
                pfn = collect(pfn);
                if (count == CLUSTER) {
                    move(mode);
                }
            }
            move(mode);
            if (outcome == Outcome.MOVED || outcome == Outcome.NO_MEMORY) {
                break;
            }
        }
        return outcome;
    }

    /** Isolates the page at a page frame number if it can move; gives the number after it. */
    private long collect(long pfn) {
        @FrameIndex int frame = memory.frameOf(Addresses.pfn(pfn));
        if (frame == NO_FRAME || !table.hasAny(frame, FrameFlag.LRU | FrameFlag.TAIL)) {
            return pfn + 1;
        }
        @FrameIndex int head = table.head(frame);
        long after =
                Addresses.rawPfn(memory.pfnOf(head)) + (1L << memory.compound().order(head));
        if (migrator.isolate(head)) {
            pages[count++] = Addresses.rawFrame(head);
        }
        return after;
    }

    private void move(Mode mode) {
        Outcome one = migrator.migrate(pages, count, targets, mode);
        count = 0;
        if (one != Outcome.MOVED) {
            outcome = one;
        }
    }
}
