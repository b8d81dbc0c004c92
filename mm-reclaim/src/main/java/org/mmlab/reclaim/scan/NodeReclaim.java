package org.mmlab.reclaim.scan;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.reclaim.LruList;
import org.mmlab.api.reclaim.ScanBatch;
import org.mmlab.api.reclaim.ScanControl;
import org.mmlab.api.reclaim.ScanControl.Cause;
import org.mmlab.reclaim.memory.ReclaimZones;
import org.mmlab.reclaim.memory.ReclaimZones.Mark;

/** Shrinks nodes by the machine's policy, and judges what it found (Linux: {@code shrink_node}). */
public final class NodeReclaim {
    private final ScanParts parts;
    private final NodeShrink policy;
    private final NodeScan[] nodes;
    private final PageShrinker shrinker;
    private final ScanBatch pageBatch = new ScanBatch();

    /** Over all nodes of {@code parts}; {@code policy} makes the decisions. */
    public NodeReclaim(ScanParts parts, NodeShrink policy) {
        this.parts = parts;
        this.policy = policy;
        shrinker = new PageShrinker(parts);
        nodes = new NodeScan[parts.zones().nodes()];
        for (int node = 0; node < nodes.length; node++) {
            nodes[node] = new NodeScan(parts, node, shrinker, new NodeState());
        }
        parts.lru().onReclaimPages(this::reclaimPages);
    }

    /** Says how the flusher is woken; called once by the flusher. */
    public void onWakeFlusher(Runnable flusher) {
        for (NodeScan node : nodes) {
            node.onWakeFlusher(flusher);
        }
    }

    /** The parts of the machine. */
    public ScanParts parts() {
        return parts;
    }

    /** What is remembered of a node. */
    public NodeState state(int node) {
        return nodes[node].state();
    }

    /** Shrinks a node at the control's priority, again while a block in a row is wanted and comes nearer. */
    public void shrink(int node, ScanControl control) {
        NodeScan scan = nodes[node];
        NodeState state = scan.state();
        boolean progress = false;
        long before;
        do {
            before = control.reclaimed;
            control.clearFindings();
            policy.shrink(control, scan);
            progress |= control.reclaimed > before;
            judge(control, state);
        } while (goesOnForBlock(node, control.reclaimed - before, control));
        if (progress) {
            state.failures = 0;
        }
    }

    /** Called before a process is killed because nothing could be reclaimed. */
    public void outOfMemory() {
        policy.outOfMemory();
    }

    /** Ages a node before kswapd shrinks it. */
    public void age(int node, ScanControl control) {
        policy.age(control, nodes[node]);
    }

    /** The refaults so far are taken account of. */
    public void snapshotRefaults(int node) {
        nodes[node].lruvec().snapshotRefaults();
    }

    /** Frames of a zone's lists that could be freed (Linux: {@code zone_reclaimable_pages}). */
    public long reclaimable(int node, int zone) {
        NodeScan scan = nodes[node];
        long sum = scan.lruvec().frames(LruList.INACTIVE_FILE, zone)
                + scan.lruvec().frames(LruList.ACTIVE_FILE, zone);
        if (scan.canSwap()) {
            sum += scan.lruvec().frames(LruList.INACTIVE_ANON, zone)
                    + scan.lruvec().frames(LruList.ACTIVE_ANON, zone);
        }
        return sum;
    }

    private void judge(ScanControl control, NodeState state) {
        if (control.cause != Cause.KSWAPD) {
            return;
        }
        if (control.writeback != 0 && control.writeback == control.taken) {
            state.writebackAtTail = true;
        }
        if (control.unqueuedDirty == control.fileTaken) {
            state.dirtyAtTail = true;
        }
        if (control.dirty != 0 && control.dirty == control.congested) {
            state.congested = true;
        }
    }

    /** Linux: {@code should_continue_reclaim}, for blocks that direct compaction would make. */
    private boolean goesOnForBlock(int node, long freed, ScanControl control) {
        boolean forBlock =
                control.order > 0 && (control.order > 3 || control.priority < ScanControl.DEFAULT_PRIORITY - 2);
        if (!forBlock || freed == 0) {
            return false;
        }
        ReclaimZones zones = parts.zones();
        for (int zone : zones.zonesOf(node)) {
            if (zones.type(zone) <= control.highestZone
                    && zones.meets(zone, control.order, zones.mark(zone, Mark.MIN), control.highestZone)) {
                return false;
            }
        }
        NodeScan scan = nodes[node];
        long inactive = scan.size(LruList.INACTIVE_FILE) + (scan.canSwap() ? scan.size(LruList.INACTIVE_ANON) : 0);
        return inactive > compactGap(control.order);
    }

    /** Free frames that compaction needs to work with, beyond the block (Linux: {@code compact_gap}). */
    public static long compactGap(int order) {
        return 2L << order;
    }

    private int reclaimPages(int[] frames, int count) {
        ScanControl control = new ScanControl(Cause.DIRECT, Gfp.KERNEL, 0, Integer.MAX_VALUE, count);
        long freed = 0;
        int at = 0;
        while (at < count) {
            pageBatch.clear();
            while (at < count && !pageBatch.isFull()) {
                int frame = frames[at++];
                parts.table().clear(Addresses.frame(frame), FrameFlag.ACTIVE);
                pageBatch.add(Addresses.frame(frame));
            }
            freed += shrinker.shrink(pageBatch, new NodeState(), control, PageShrinker.Regard.NOTHING);
            for (int i = 0; i < pageBatch.count(); i++) {
                parts.lru().putBack(pageBatch.get(i));
            }
        }
        return (int) freed;
    }

    /** Decides how a node is shrunk. */
    public interface NodeShrink {
        /** Frees about {@code control.toReclaim} frames at its priority, and adds them to {@code control.reclaimed}. */
        void shrink(ScanControl control, NodeLists node);

        /** Ages the node a little. */
        void age(ScanControl control, NodeLists node);

        /** Nothing could be reclaimed, and a process will be killed for it; an error if a policy is why. */
        default void outOfMemory() {}
    }
}
