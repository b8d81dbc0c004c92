package org.mmlab.reclaim;

import org.mmlab.api.event.VmEvent;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.link.BackgroundCompaction;
import org.mmlab.api.link.Reclaimer;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.reclaim.direct.DirectReclaim;
import org.mmlab.reclaim.kswapd.Kswapd;
import org.mmlab.reclaim.memory.ReclaimZones;
import org.mmlab.reclaim.oom.OomKiller;
import org.mmlab.reclaim.scan.NodeReclaim;

/** Reclaim behind the interface that the page allocator knows: a kswapd for each node, direct reclaim, and the OOM killer. */
public final class MemoryReclaimer implements Reclaimer {
    /** Debian's kernels tick 250 times a second. */
    private static final long JIFFY_NS = 4_000_000;

    private final NodeReclaim nodes;
    private final ReclaimZones zones;
    private final Kswapd[] kswapds;
    private final DirectReclaim direct;
    private final OomKiller oom;
    private final VirtualClock clock;
    private final int[] nodeOfZone;

    /** With a sleeping kswapd for each node of {@code nodes}. */
    public MemoryReclaimer(NodeReclaim nodes, VirtualClock clock, OomKiller oom) {
        this.nodes = nodes;
        this.zones = nodes.parts().zones();
        this.oom = oom;
        this.clock = clock;
        Kswapd[] threads = new Kswapd[zones.nodes()];
        int lastZone = 0;
        for (int node = 0; node < threads.length; node++) {
            threads[node] = new Kswapd(nodes, clock, node);
            for (int zone : zones.zonesOf(node)) {
                lastZone = Math.max(lastZone, zone);
            }
        }
        nodeOfZone = new int[lastZone + 1];
        for (int node = 0; node < threads.length; node++) {
            for (int zone : zones.zonesOf(node)) {
                nodeOfZone[zone] = node;
            }
        }
        kswapds = threads;
        direct = new DirectReclaim(nodes, clock, (node, order, highest) -> threads[node].wake(order, highest));
    }

    @Override
    public void wakeKswapd(int node, int order, int highestZone) {
        kswapds[node].wake(order, highestZone);
    }

    @Override
    public long tryToFreePages(int node, int order, int gfp) {
        return direct.tryToFree(node, order, gfp);
    }

    @Override
    public boolean outOfMemory(int order, int gfp) {
        if ((gfp & Gfp.FS) == 0) {
            return othersMakeProgress();
        }
        nodes.outOfMemory();
        return oom.kill();
    }

    /**
     * Nobody dies for a request whose own reclaim was held back; it waits for others, such as kswapd (Linux: {@code out_of_memory}, and the
     * loop that it keeps going). Where they come to nothing either, Linux waits for ever, and the request fails here.
     */
    private boolean othersMakeProgress() {
        long before = stolen();
        clock.advance(JIFFY_NS);
        return stolen() > before;
    }

    private long stolen() {
        VmStat stat = nodes.parts().stat();
        return stat.get(VmEvent.PGSTEAL_ANON) + stat.get(VmEvent.PGSTEAL_FILE);
    }

    @Override
    public long reclaimableFrames(int zone) {
        return zone < nodeOfZone.length ? nodes.reclaimable(nodeOfZone[zone], zone) : 0;
    }

    @Override
    public long reclaimNode(int node, int order, int gfp, int mode) {
        return direct.tryNode(node, order, gfp, mode);
    }

    /** Joins background compaction, which kswapd wakes. */
    public void setCompaction(BackgroundCompaction compaction) {
        for (Kswapd kswapd : kswapds) {
            kswapd.setCompaction(compaction);
        }
    }

    /** Reclaim by who needs memory. */
    public DirectReclaim direct() {
        return direct;
    }

    /** The background thread of a node. */
    public Kswapd kswapd(int node) {
        return kswapds[node];
    }

    /** Number of nodes. */
    public int nodes() {
        return zones.nodes();
    }
}
