package org.mmlab.reclaim.direct;

import org.mmlab.api.event.VmEvent;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.reclaim.ScanControl;
import org.mmlab.api.reclaim.ScanControl.Cause;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.reclaim.memory.ReclaimZones;
import org.mmlab.reclaim.memory.ReclaimZones.Mark;
import org.mmlab.reclaim.scan.NodeReclaim;
import org.mmlab.reclaim.scan.NodeState;

/** Frees a cluster of frames for an allocation, at rising pressure on the nodes that it may use (Linux: {@code do_try_to_free_pages}). */
public final class DirectReclaim {
    /** How long a process waits that finds only pages in writeback, or no progress (Linux: one jiffy at 250 Hz). */
    private static final long THROTTLE_NS = 4_000_000;
    /** How long it waits for kswapd when the reserves are half used up, before it looks again. */
    private static final long RESERVE_WAIT_NS = 1_000_000;

    private static final int MOST_RESERVE_WAITS = 1000;
    private static final int MAX_RECLAIM_RETRIES = 16;

    private final NodeReclaim nodes;
    private final ReclaimZones zones;
    private final VirtualClock clock;
    private final Waker kswapd;
    /** Direct reclaim allocates nothing, so that it is never entered again from within. */
    private final ScanControl control = new ScanControl(Cause.DIRECT, 0, 0, 0, ScanControl.CLUSTER);

    /** Over {@code nodes}; {@code kswapd} is woken when a process must wait for it. */
    public DirectReclaim(NodeReclaim nodes, VirtualClock clock, Waker kswapd) {
        this.nodes = nodes;
        this.zones = nodes.parts().zones();
        this.clock = clock;
        this.kswapd = kswapd;
    }

    /** Wakes the background thread of a node. */
    @FunctionalInterface
    public interface Waker {
        /** Memory of {@code node} is short. */
        void wake(int node, int order, int highestType);
    }

    /** Frees memory for an allocation; returns the frames freed, 0 where nothing could be. */
    public long tryToFree(int node, int order, int gfp) {
        int highest = zones.highestType(gfp);
        throttle(node, order, highest);
        control.restart(Cause.DIRECT, gfp, order, highest, ScanControl.CLUSTER);
        return run(zones.nodesFrom(node));
    }

    /**
     * Frees memory for a group of processes that reached its limit (Linux: {@code try_to_free_mem_cgroup_pages}); the machine's lists
     * are taken for the group's.
     *
     * @return frames freed
     */
    public long tryLimit(int node, long pages, int gfp) {
        control.restart(
                Cause.LIMIT, gfp, 0, zones.highestType(Gfp.HIGHUSER_MOVABLE), Math.max(pages, ScanControl.CLUSTER));
        return run(zones.nodesFrom(node));
    }

    /** What the last reclaim did. */
    public ScanControl lastControl() {
        return control;
    }

    /** Frees memory of one node alone (Linux: {@code node_reclaim}); {@code mode} as {@code zone_reclaim_mode}. */
    public long tryNode(int node, int order, int gfp, int mode) {
        control.restart(Cause.DIRECT, gfp, order, zones.highestType(gfp), Math.max(ScanControl.CLUSTER, 1L << order));
        control.mayWritePage = (mode & 2) != 0;
        control.mayUnmap = (mode & 4) != 0;
        control.priority = 4;
        while (control.priority >= 0 && control.reclaimed < control.toReclaim) {
            nodes.shrink(node, control);
            control.priority--;
        }
        return control.reclaimed >= control.toReclaim ? control.reclaimed : 0;
    }

    private long run(int[] order) {
        while (true) {
            if (control.cause == Cause.DIRECT) {
                nodes.parts().stat().count(zones.stallEvent(control.highestZone));
            }
            rounds(order);
            for (int node : order) {
                nodes.snapshotRefaults(node);
            }
            if (control.reclaimed > 0 || !control.skippedDeactivate) {
                return control.reclaimed;
            }
            control.priority = ScanControl.DEFAULT_PRIORITY;
            control.forceDeactivate = true;
            control.skippedDeactivate = false;
        }
    }

    private void rounds(int[] order) {
        for (; control.priority >= 0; control.priority--) {
            control.scanned = 0;
            for (int node : order) {
                if (hasEligibleZone(node, control.highestZone)) {
                    nodes.shrink(node, control);
                    if (nodes.state(node).congested && control.cause == Cause.DIRECT) {
                        clock.advance(THROTTLE_NS);
                    }
                }
            }
            if (control.priority == 1 && control.reclaimed == 0 && control.cause == Cause.DIRECT) {
                clock.advance(THROTTLE_NS);
            }
            if (control.reclaimed >= control.toReclaim) {
                return;
            }
        }
    }

    private boolean hasEligibleZone(int node, int highest) {
        for (int zone : zones.zonesOf(node)) {
            if (zones.type(zone) <= highest && zones.managed(zone) > 0) {
                return true;
            }
        }
        return false;
    }

    /** Waits for kswapd while less than half of the reserves is free (Linux: {@code throttle_direct_reclaim}). */
    private void throttle(int node, int order, int highest) {
        int waits = 0;
        while (reservesLow(node) && waits < MOST_RESERVE_WAITS) {
            if (waits == 0) {
                nodes.parts().stat().count(VmEvent.PGSCAN_DIRECT_THROTTLE);
            }
            kswapd.wake(node, order, highest);
            clock.advance(RESERVE_WAIT_NS);
            waits++;
        }
    }

    private boolean reservesLow(int node) {
        NodeState state = nodes.state(node);
        if (state.failures >= MAX_RECLAIM_RETRIES) {
            return false;
        }
        long reserve = 0;
        long free = 0;
        for (int zone : zones.zonesOf(node)) {
            if (nodes.reclaimable(node, zone) > 0) {
                reserve += zones.mark(zone, Mark.MIN);
                free += zones.free(zone);
            }
        }
        return reserve > 0 && free <= reserve / 2;
    }
}
