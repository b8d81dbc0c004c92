package org.mmlab.api.link;

import org.mmlab.api.address.qual.FrameIndex;

/**
 * Moves pages in use to other frames (Linux: {@code mm/migrate.c}). Contents, state, place in the page cache or swap cache, LRU
 * list and every mapping move along; whoever uses the page notices nothing. Implemented by mm-reclaim, called by compaction,
 * contiguous ranges, hot-unplug and NUMA placement.
 *
 * <p>A page is named by its first frame, and moves whole if it is compound; where no block of its size can be had it is split and
 * its frames move one by one. Costs O(frames and mappings of the page). Confined to the machine's thread.
 */
public interface PageMigrator {
    /** A machine whose pages stay where they are. */
    PageMigrator NONE = new PageMigrator() {
        @Override
        public void prepare() {}

        @Override
        public boolean isolate(@FrameIndex int page) {
            return false;
        }

        @Override
        public void putBack(@FrameIndex int page) {}

        @Override
        public Outcome migrate(int[] isolated, int count, Targets targets, Mode mode) {
            return count == 0 ? Outcome.MOVED : Outcome.UNMOVABLE;
        }

        @Override
        public Outcome migrate(@FrameIndex int frame, Targets targets, Mode mode) {
            return Outcome.UNMOVABLE;
        }
    };

    /** For what a migration waits (Linux: {@code enum migrate_mode}). */
    enum Mode {
        /** For nothing: pages that are locked or being written stay. */
        ASYNC,
        /** For nothing that takes I/O, which here is the same as for nothing. */
        SYNC_LIGHT,
        /** For reads and writes of the page. */
        SYNC
    }

    /** What became of pages that were to move. */
    enum Outcome {
        /** All are elsewhere, or were freed meanwhile. */
        MOVED,
        /** Somebody holds a reference that no mapping and no cache accounts for (Linux: {@code -EAGAIN}). */
        PINNED,
        /** A transfer is under way, and the mode does not wait (Linux: {@code -EBUSY}). */
        BUSY,
        /** The frame is no page that can move: free, the kernel's, a page table. */
        UNMOVABLE,
        /** No frame to move to (Linux: {@code -ENOMEM}). */
        NO_MEMORY
    }

    /** Where pages go (Linux: {@code new_folio_t}, {@code free_folio_t}). */
    interface Targets {
        /**
         * A block of 2^{@code order} frames with one reference, compound where the order is above 0.
         *
         * @param from the page that is to move
         * @return its first frame, {@code NO_FRAME} where there is none
         */
        @FrameIndex int allocate(@FrameIndex int from, int order);

        /** Takes a block back that was not needed. */
        void giveBack(@FrameIndex int frame, int order);
    }

    /** Lets batched LRU operations of all CPUs take effect, so that pages can be isolated (Linux: {@code lru_add_drain_all}). */
    void prepare();

    /**
     * Takes a page off its LRU list and holds it (Linux: {@code folio_isolate_lru}).
     *
     * @return false where it is on none
     */
    boolean isolate(@FrameIndex int page);

    /** Lets an isolated page go, back to its list. */
    void putBack(@FrameIndex int page);

    /**
     * Moves isolated pages and counts what came of it in {@code pgmigrate_success} and {@code pgmigrate_fail}; those that could
     * not move are put back (Linux: {@code migrate_pages}, {@code putback_movable_pages}). Stops at the first that finds no memory.
     *
     * @param isolated first frames of pages; the array's contents are not defined afterwards
     * @return MOVED where all went, else why the last that stayed did so
     */
    Outcome migrate(int[] isolated, int count, Targets targets, Mode mode);

    /** Isolates and moves the page that a frame belongs to; {@link Outcome#UNMOVABLE} where it is on no list. */
    Outcome migrate(@FrameIndex int frame, Targets targets, Mode mode);
}
