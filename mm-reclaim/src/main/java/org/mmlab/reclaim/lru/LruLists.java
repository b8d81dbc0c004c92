package org.mmlab.reclaim.lru;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.Lru;
import org.mmlab.reclaim.memory.FramePool;
import org.mmlab.reclaim.memory.FrameReferences;

/**
 * The LRU lists of all nodes with the per-CPU batches before them (Linux: {@code mm/swap.c}). A frame in a batch has one more
 * reference; a frame with {@link FrameFlag#LRU} is on the list that its flags name.
 *
 * <p>A batch holds 15 frames up to 6.1 and 31 since 6.9 (Linux: {@code PAGEVEC_SIZE}).
 */
public final class LruLists implements Lru {
    /** What says which list a page belongs to. */
    private static final int OF_LIST = FrameFlag.ACTIVE | FrameFlag.UNEVICTABLE | FrameFlag.MLOCKED;

    private final FrameTable table;
    private final FramePool pool;
    private final FrameReferences references;
    private final VmStat stat;
    private final Lruvec[] lruvecs;
    private final FrameBatch[][] batches; // by CPU and kind
    private final MlockCounts mlocks;
    private PageReclaim pageReclaim = (frames, count) -> 0;
    private Orphans orphans = frame -> {};
    private LruMembers members = LruMembers.NONE;
    private int cpu;

    /** Empty lists for every node of {@code pool}, with batches for {@code cpus} CPUs. */
    public LruLists(
            FrameTable table,
            FrameLists lists,
            FramePool pool,
            FrameReferences references,
            VmStat stat,
            KernelVersion version,
            int cpus) {
        this.table = table;
        this.pool = pool;
        this.references = references;
        this.stat = stat;
        this.mlocks = new MlockCounts();
        lruvecs = new Lruvec[pool.nodes()];
        for (int node = 0; node < lruvecs.length; node++) {
            lruvecs[node] = new Lruvec(node, table, lists, pool);
        }
        int size = version.atLeast(KernelVersion.V6_12) ? 31 : 15;
        batches = new FrameBatch[cpus][LruBatch.values().length];
        for (FrameBatch[] ofCpu : batches) {
            for (int kind = 0; kind < ofCpu.length; kind++) {
                ofCpu[kind] = new FrameBatch(size);
            }
        }
        references.onLastDrop(this::remove);
    }

    /** Says who reclaims given pages for {@link #reclaimPages}; called once, by the scanner when it is made. */
    public void onReclaimPages(PageReclaim pageReclaim) {
        this.pageReclaim = pageReclaim;
    }

    /**
     * Tells a replacement policy of its own which pages can be evicted. Nothing is batched any more, so that it hears of each page
     * at once; called once, before the first page is added.
     */
    public void onMembership(LruMembers newMembers) {
        members = newMembers;
    }

    /** Who hears which pages can be evicted. */
    public LruMembers members() {
        return members;
    }

    /** From now on batches of this CPU are used. */
    public void setCpu(int cpu) {
        this.cpu = cpu;
    }

    /** The lists of a node. */
    public Lruvec lruvec(int node) {
        return lruvecs[node];
    }

    /** The lists that a frame belongs to. */
    public Lruvec lruvecOf(@FrameIndex int frame) {
        return lruvecs[pool.node(frame)];
    }

    /** Whether a frame may be evicted at all (Linux: {@code folio_evictable}). */
    public boolean evictable(@FrameIndex int frame) {
        return !table.has(frame, FrameFlag.MLOCKED);
    }

    @Override
    public void add(@FrameIndex int frame) {
        batch(LruBatch.ADD, frame, false);
    }

    @Override
    public void markAccessed(@FrameIndex int frame) {
        members.used(frame);
        if (!table.testAndSet(frame, FrameFlag.REFERENCED)) {
            return;
        }
        int flags = table.flags(frame);
        if ((flags & (FrameFlag.UNEVICTABLE | FrameFlag.ACTIVE)) == 0) {
            if ((flags & FrameFlag.LRU) != 0) {
                activate(frame);
            } else if (batches[cpu][LruBatch.ADD.ordinal()].contains(frame)) {
                table.set(frame, FrameFlag.ACTIVE);
            }
            table.clear(frame, FrameFlag.REFERENCED);
            lruvecOf(frame).age(pool.pages(frame));
        }
    }

    /** To the active list, in a batch (Linux: {@code folio_activate}). */
    public void activate(@FrameIndex int frame) {
        if (!table.hasAny(frame, FrameFlag.ACTIVE | FrameFlag.UNEVICTABLE)) {
            batch(LruBatch.ACTIVATE, frame, false);
        }
    }

    @Override
    public void remove(@FrameIndex int frame) {
        if (table.has(frame, FrameFlag.LRU)) {
            lruvecOf(frame).delete(frame);
            leave(frame);
            table.clear(frame, FrameFlag.LRU | FrameFlag.ACTIVE | FrameFlag.UNEVICTABLE);
        }
        if (table.testAndClear(frame, FrameFlag.MLOCKED)) {
            stat.add(VmEvent.UNEVICTABLE_PGS_CLEARED, pool.pages(frame));
        }
        mlocks.forget(frame);
    }

    @Override
    public boolean isolate(@FrameIndex int frame) {
        if (!table.has(frame, FrameFlag.LRU)) {
            return false;
        }
        lruvecOf(frame).delete(frame);
        leave(frame);
        table.clear(frame, FrameFlag.LRU);
        table.set(frame, FrameFlag.ISOLATED);
        references.get(frame);
        return true;
    }

    @Override
    public void putBack(@FrameIndex int frame) {
        table.clear(frame, FrameFlag.ISOLATED);
        add(frame);
        letGo(frame);
    }

    /**
     * Drops the reference of who held a frame while it was off its list. Its last user may have left meanwhile, and found it held: then
     * the swap cache has no more use for it.
     */
    public void letGo(@FrameIndex int frame) {
        boolean cached = table.refcount(frame) == 2 && table.has(frame, FrameFlag.SWAPCACHE);
        references.put(frame);
        if (cached) {
            orphans.onlyCacheHolds(frame);
        }
    }

    @Override
    public void beforeSplit(@FrameIndex int head) {
        if (table.has(head, FrameFlag.LRU)) {
            lruvecOf(head).leaveTails(head);
        }
    }

    @Override
    public void addSplit(@FrameIndex int head, @FrameIndex int frame) {
        table.set(frame, table.flags(head) & OF_LIST);
        if (!table.has(head, FrameFlag.LRU)) {
            add(frame);
            return;
        }
        lruvecOf(frame).addHead(frame);
        table.set(frame, FrameFlag.LRU);
        mlocks.forget(frame);
        enter(frame);
    }

    @Override
    public void deactivate(@FrameIndex int frame) {
        int flags = table.flags(frame);
        if ((flags & FrameFlag.UNEVICTABLE) == 0 && (flags & FrameFlag.ACTIVE) != 0) {
            batch(LruBatch.DEACTIVATE, frame, false);
        }
    }

    /** A page that could not be dropped goes where it will be soon (Linux: {@code deactivate_file_folio}). */
    public void deactivateFile(@FrameIndex int frame) {
        if (!table.has(frame, FrameFlag.UNEVICTABLE)) {
            batch(LruBatch.DEACTIVATE_FILE, frame, false);
        }
    }

    /** Writeback of a page that is wanted gone has ended (Linux: {@code folio_rotate_reclaimable}). */
    public void rotateReclaimable(@FrameIndex int frame) {
        if (!table.hasAny(frame, FrameFlag.LOCKED | FrameFlag.DIRTY | FrameFlag.UNEVICTABLE)
                && table.has(frame, FrameFlag.LRU)) {
            batch(LruBatch.MOVE_TAIL, frame, false);
        }
    }

    @Override
    public void markLazyFree(@FrameIndex int frame) {
        if (LruMoves.canLazyFree(table.flags(frame))) {
            batch(LruBatch.LAZYFREE, frame, false);
        }
    }

    @Override
    public void mlock(@FrameIndex int frame) {
        if (!table.testAndSet(frame, FrameFlag.MLOCKED)) {
            stat.add(VmEvent.UNEVICTABLE_PGS_MLOCKED, pool.pages(frame));
        }
        batch(LruBatch.MLOCK, frame, false);
    }

    @Override
    public void munlock(@FrameIndex int frame) {
        batch(LruBatch.MLOCK, frame, true);
    }

    @Override
    public int reclaimPages(int[] frames, int count) {
        return pageReclaim.reclaim(frames, count);
    }

    @Override
    public void drain() {
        for (LruBatch kind : LruMoves.DRAIN_ORDER) {
            flush(kind, batches[cpu][kind.ordinal()]);
        }
    }

    /** Drains the batches of every CPU (Linux: {@code lru_add_drain_all}). */
    public void drainAll() {
        for (FrameBatch[] ofCpu : batches) {
            for (LruBatch kind : LruMoves.DRAIN_ORDER) {
                flush(kind, ofCpu[kind.ordinal()]);
            }
        }
    }

    private void batch(LruBatch kind, @FrameIndex int frame, boolean mark) {
        references.get(frame);
        FrameBatch batch = batches[cpu][kind.ordinal()];
        if (batch.add(frame, mark) || members != LruMembers.NONE || table.has(frame, FrameFlag.HEAD)) {
            flush(kind, batch);
        }
    }

    private void flush(LruBatch kind, FrameBatch batch) {
        int count = batch.count();
        for (int i = 0; i < count; i++) {
            @FrameIndex int frame = batch.get(i);
            if (kind == LruBatch.ADD) {
                LruMoves.add(table, lruvecOf(frame), stat, frame, pool.pages(frame));
                table.set(frame, FrameFlag.LRU);
                enter(frame);
            } else if (kind == LruBatch.MLOCK) {
                leave(frame);
                mlocks.apply(table, lruvecOf(frame), stat, frame, pool.pages(frame), batch.marked(i));
                enter(frame);
            } else if (table.testAndClear(frame, FrameFlag.LRU)) {
                LruMoves.move(kind, table, lruvecOf(frame), stat, frame, pool.pages(frame));
                table.set(frame, FrameFlag.LRU);
            }
        }
        batch.clear();
        for (int i = 0; i < count; i++) {
            letGo(batch.get(i));
        }
    }

    private void enter(@FrameIndex int frame) {
        if (members != LruMembers.NONE && table.has(frame, FrameFlag.LRU) && !table.has(frame, FrameFlag.UNEVICTABLE)) {
            members.entered(frame);
        }
    }

    private void leave(@FrameIndex int frame) {
        if (members != LruMembers.NONE && table.has(frame, FrameFlag.LRU) && !table.has(frame, FrameFlag.UNEVICTABLE)) {
            members.left(frame);
        }
    }

    /** Says who looks at frames of the swap cache that a batch or an isolation held last; called once by swap when it is made. */
    public void onOrphan(Orphans newOrphans) {
        orphans = newOrphans;
    }

    /** Hears of frames of the swap cache that nobody but the cache holds. */
    @FunctionalInterface
    public interface Orphans {
        /** Only the swap cache holds {@code frame}. */
        void onlyCacheHolds(@FrameIndex int frame);
    }

    /** Reclaims pages that the caller has isolated. */
    @FunctionalInterface
    public interface PageReclaim {
        /** Reclaims the first {@code count} frames, puts the others back and gives how many were freed. */
        int reclaim(int[] frames, int count);
    }
}
