package org.mmlab.reclaim.pool;

import java.util.Arrays;
import java.util.function.Supplier;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.api.reclaim.ScanBatch;
import org.mmlab.api.reclaim.ScanControl;
import org.mmlab.api.reclaim.ScanControl.Cause;
import org.mmlab.reclaim.lru.LruMembers;
import org.mmlab.reclaim.pool.PageNumbers.Identity;
import org.mmlab.reclaim.scan.NodeLists;
import org.mmlab.reclaim.scan.NodeReclaim.NodeShrink;
import org.mmlab.reclaim.scan.ScanParts;

/**
 * Shrinks nodes by a plain {@link ReplacementPolicy}, one instance a node. The LRU lists go on being kept for their sizes; the
 * order is the policy's.
 */
public final class PolicyShrink implements NodeShrink, LruMembers {
    private static final int NOT_HELD = -1;

    private final ScanParts parts;
    private final FrameTable table;
    private final Glances glances;
    private final NodePool[] pools;
    private final PageNumbers numbers = new PageNumbers();
    private final ScanBatch batch = new ScanBatch();
    private int[] pageOf;
    private boolean[] isResident = new boolean[64]; // by page number
    private boolean choosing;
    private int evicting = NOT_HELD;
    private boolean cameApart;
    private int[] leftMeanwhile = new int[8];
    private int leavers;

    /** How much a policy that asks for every access is shown. */
    public enum Glances {
        /** Every access: {@link #access} is called for each. */
        EVERY_ACCESS,
        /** What accessed bits show when reclaim looks at them. */
        ACCESSED_BITS
    }

    /**
     * A pool for each node. Must be made before the first page is added to the LRU lists.
     *
     * @param policies makes a configured instance
     * @param seed of the spec; each pool draws another sequence from it
     */
    public PolicyShrink(ScanParts parts, Supplier<? extends ReplacementPolicy> policies, Glances glances, long seed) {
        this.parts = parts;
        this.table = parts.table();
        this.glances = glances;
        pageOf = new int[table.frames()];
        Arrays.fill(pageOf, NOT_HELD);
        pools = new NodePool[parts.zones().nodes()];
        for (int node = 0; node < pools.length; node++) {
            pools[node] = NodePool.attached(parts, numbers, policies.get(), node, seed);
        }
        parts.lru().onMembership(this);
    }

    /** The page in a frame was accessed. The hot path of a machine with full sight. */
    public void access(@FrameIndex int frame) {
        int i = Addresses.rawFrame(frame);
        if (i < pageOf.length && pageOf[i] != NOT_HELD) {
            poolOf(frame).policy.access(frame, pageOf[i]);
        }
    }

    /** Whether {@link #access} wants to be called for every access. */
    public boolean wantsEveryAccess() {
        return glances == Glances.EVERY_ACCESS && pools[0].needsAccesses;
    }

    @Override
    public void entered(@FrameIndex int frame) {
        int i = Addresses.rawFrame(frame);
        if (i >= pageOf.length) {
            int old = pageOf.length;
            pageOf = Arrays.copyOf(pageOf, table.frames());
            Arrays.fill(pageOf, old, pageOf.length, NOT_HELD);
        }
        int page = numberOf(frame);
        if (page < isResident.length && isResident[page]) {
            page = numbers.fresh(); // two copies of a page that a fork shared
        }
        if (page >= isResident.length) {
            isResident = Arrays.copyOf(isResident, Math.max(page + 1, isResident.length * 2));
        }
        isResident[page] = true;
        pageOf[i] = page;
        NodePool pool = poolOf(frame);
        pool.resident++;
        pool.policy.admit(frame, page);
    }

    /** A policy that is choosing hears of it afterwards: the look at a page may show that a locked area maps it. */
    @Override
    public void left(@FrameIndex int frame) {
        int i = Addresses.rawFrame(frame);
        cameApart |= i == evicting;
        if (choosing) {
            if (leavers == leftMeanwhile.length) {
                leftMeanwhile = Arrays.copyOf(leftMeanwhile, leavers * 2);
            }
            leftMeanwhile[leavers++] = i;
        } else if (i < pageOf.length && pageOf[i] != NOT_HELD) {
            NodePool pool = poolOf(frame);
            pool.policy.removed(frame, pageOf[i]);
            forget(pool, i);
        }
    }

    @Override
    public void used(@FrameIndex int frame) {
        if (poolOf(frame).needsAccesses) {
            access(frame);
        }
    }

    @Override
    public void swapped(@FrameIndex int frame, int entry) {
        int i = Addresses.rawFrame(frame);
        if (i < pageOf.length && pageOf[i] != NOT_HELD) {
            numbers.alias(Identity.SWAP, entry, pageOf[i]);
        }
    }

    @Override
    public void age(ScanControl control, NodeLists node) {
        // A plain policy ages its pages when it is asked for victims.
    }

    @Override
    public void shrink(ScanControl control, NodeLists node) {
        NodePool pool = pools[node.node()];
        node.drain();
        if (pool.needsAccesses && glances == Glances.ACCESSED_BITS) {
            harvest(pool, node.node());
        }
        long most = Math.max(ScanControl.CLUSTER, pool.resident >> control.priority);
        long freed = 0;
        boolean dirty = false;
        for (long looks = 0; looks < most && freed < control.toReclaim; looks++) {
            @FrameIndex int frame = choose(pool);
            pool.note(frame);
            if (!FrameTable.exists(frame)) {
                break;
            }
            if (pageOf[Addresses.rawFrame(frame)] == NOT_HELD) {
                continue; // it became unevictable while it was chosen
            }
            long before = control.dirty;
            freed += evict(pool, node, control, frame);
            dirty |= control.dirty > before;
        }
        control.reclaimed += freed;
        if (dirty) {
            node.wakeFlusher();
        }
    }

    @Override
    public void outOfMemory() {
        for (NodePool pool : pools) {
            pool.checkNotSilent();
        }
    }

    private @FrameIndex int choose(NodePool pool) {
        choosing = true;
        @FrameIndex int frame;
        try {
            frame = pool.policy.victim(ReplacementPolicy.NO_PAGE);
        } finally {
            choosing = false;
        }
        if (FrameTable.exists(frame)) {
            checkHeld(pool, frame);
        }
        for (int i = 0; i < leavers; i++) {
            left(Addresses.frame(leftMeanwhile[i]));
        }
        leavers = 0;
        return frame;
    }

    /** Tries to evict the page that the policy named, and tells it what came of it; returns the frames freed. */
    private long evict(NodePool pool, NodeLists node, ScanControl control, @FrameIndex int frame) {
        int i = Addresses.rawFrame(frame);
        int page = pageOf[i];
        if (!node.eligible(frame, control)) {
            pool.policy.kept(frame, page);
            return 0;
        }
        if (pool.needsAccesses && glances == Glances.ACCESSED_BITS) {
            boolean used = pool.testAndClearReferenced(frame);
            if (pageOf[i] == NOT_HELD) {
                return 0; // an area that maps it is locked: the look made it unevictable
            }
            if (used) {
                pool.policy.access(frame, page);
                pool.policy.kept(frame, page);
                return 0;
            }
        }
        boolean file = !table.has(frame, FrameFlag.SWAPBACKED);
        int pages = parts.pool().pages(frame);
        node.count(control.cause == Cause.KSWAPD ? VmEvent.PGSCAN_KSWAPD : VmEvent.PGSCAN_DIRECT, pages);
        node.count(file ? VmEvent.PGSCAN_FILE : VmEvent.PGSCAN_ANON, pages);
        batch.clear();
        node.take(frame, batch);
        control.taken += pages;
        evicting = i;
        cameApart = false;
        long freed = node.evictChosen(batch, control);
        evicting = NOT_HELD;
        node.count(file ? VmEvent.PGSTEAL_FILE : VmEvent.PGSTEAL_ANON, freed);
        if (cameApart) {
            node.putBack(batch);
            return freed; // a huge page was split, and the policy has heard of each of its frames
        }
        if (freed > 0) {
            forget(pool, i);
            pool.policy.evicted(frame, page);
            return freed;
        }
        if (node.evictable(frame)) {
            pool.policy.kept(frame, page);
        } else {
            forget(pool, i);
            pool.policy.removed(frame, page);
        }
        node.putBack(batch);
        return 0;
    }

    private void forget(NodePool pool, int i) {
        isResident[pageOf[i]] = false;
        pageOf[i] = NOT_HELD;
        pool.resident--;
    }

    private void checkHeld(NodePool pool, @FrameIndex int frame) {
        int i = Addresses.rawFrame(frame);
        boolean held = i >= 0 && i < pageOf.length && pageOf[i] != NOT_HELD && poolOf(frame) == pool;
        if (!held) {
            throw pool.wrongVictim(i);
        }
    }

    /** Shows the policy some of the accessed bits, going round the frames of the node. */
    private void harvest(NodePool pool, int node) {
        int looks = (int) Math.min(pageOf.length, Math.max(4L * ScanControl.CLUSTER, pool.resident / 16));
        int hand = pool.hand;
        while (looks > 0) {
            hand = hand + 1 < pageOf.length ? hand + 1 : 0;
            looks--;
            @FrameIndex int frame = Addresses.frame(hand);
            if (pageOf[hand] != NOT_HELD
                    && parts.pool().node(frame) == node
                    && pool.testAndClearReferenced(frame)
                    && pageOf[hand] != NOT_HELD) {
                pool.policy.access(frame, pageOf[hand]);
            }
        }
        pool.hand = hand;
    }

    private int numberOf(@FrameIndex int frame) {
        int mapping = table.mapping(frame);
        if (mapping == FrameTable.NO_MAPPING) {
            int entry = table.privateValue(frame);
            return entry == 0 ? numbers.fresh() : numbers.of(Identity.SWAP, entry);
        }
        long key = (long) mapping << 44 | table.index(frame);
        return numbers.of(table.has(frame, FrameFlag.ANON) ? Identity.ANONYMOUS : Identity.FILE, key);
    }

    private NodePool poolOf(@FrameIndex int frame) {
        return pools[parts.pool().node(frame)];
    }
}
