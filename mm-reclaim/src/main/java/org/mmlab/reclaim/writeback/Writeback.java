package org.mmlab.reclaim.writeback;

import org.mmlab.api.reclaim.LruList;
import org.mmlab.api.reclaim.WritebackContext;
import org.mmlab.api.reclaim.WritebackPolicy;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.reclaim.cache.DirtyPages;
import org.mmlab.reclaim.cache.FilePageCache;
import org.mmlab.reclaim.lru.LruLists;
import org.mmlab.reclaim.lru.Lruvec;
import org.mmlab.reclaim.memory.ReclaimZones;
import org.mmlab.reclaim.memory.ReclaimZones.Mark;
import org.mmlab.reclaim.scan.NodeReclaim;

/** Joins a writeback policy to the page cache and to reclaim. */
public final class Writeback implements WritebackContext {
    private final FilePageCache cache;
    private final DirtyPages pages;
    private final LruLists lru;
    private final ReclaimZones zones;
    private final VirtualClock clock;

    private Writeback(FilePageCache cache, LruLists lru, ReclaimZones zones, VirtualClock clock) {
        this.cache = cache;
        this.pages = cache.dirtyPages();
        this.lru = lru;
        this.zones = zones;
        this.clock = clock;
    }

    /** Lets {@code policy} decide from now on when pages of {@code cache} are written. */
    public static Writeback join(WritebackPolicy policy, FilePageCache cache, NodeReclaim reclaim, VirtualClock clock) {
        Writeback writeback =
                new Writeback(cache, reclaim.parts().lru(), reclaim.parts().zones(), clock);
        policy.attach(writeback);
        cache.onDirty(policy::firstDirty, policy::dirtied, policy::balance);
        reclaim.onWakeFlusher(policy::reclaimWants);
        return writeback;
    }

    @Override
    public long nowNs() {
        return clock.nowNs();
    }

    @Override
    public void schedule(long delayNs, Runnable event) {
        clock.schedule(delayNs, event);
    }

    @Override
    public void advance(long ns) {
        clock.advance(ns);
    }

    @Override
    public long dirtyable() {
        long sum = 0;
        for (int node = 0; node < zones.nodes(); node++) {
            Lruvec lists = lru.lruvec(node);
            sum += lists.frames(LruList.INACTIVE_FILE) + lists.frames(LruList.ACTIVE_FILE);
            for (int zone : zones.zonesOf(node)) {
                sum += Math.max(0, zones.free(zone) - zones.mark(zone, Mark.HIGH));
            }
        }
        return sum + 1;
    }

    @Override
    public long dirty() {
        return pages.dirty();
    }

    @Override
    public long writeback() {
        return pages.writeback();
    }

    @Override
    public long oldestDirtyNs() {
        return pages.oldestNs();
    }

    @Override
    public int write(long dirtiedByNs, int most) {
        return cache.writeDirty(dirtiedByNs, most);
    }
}
