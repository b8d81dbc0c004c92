package org.mmlab.physical.compaction;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.link.PageMigrator;
import org.mmlab.api.link.PageMigrator.Mode;
import org.mmlab.api.memory.AllocFlag;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.compaction.Suitability.Verdict;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.page.Compactor;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.zone.Zone;

/**
 * Compaction of a machine: on behalf of an allocation ({@code try_to_compact_pages}), of kcompactd ({@code kcompactd_do_work}), and
 * of the user ({@code /proc/sys/vm/compact_memory}). Confined to the machine's thread; not re-entrant, and never re-entered: pages
 * move to frames that the free scanner holds.
 */
public final class MemoryCompaction implements Compactor {
    private final PhysicalMemory memory;
    private final PageMigrator migrator;
    private final List<ZoneHistory> histories = new ArrayList<>();
    private @FrameIndex int captured = NO_FRAME;

    /** Compaction of {@code memory}, whose pages {@code migrator} moves. */
    public MemoryCompaction(PhysicalMemory memory, PageMigrator migrator) {
        this.memory = memory;
        this.migrator = migrator;
    }

    private ZoneHistory history(Zone zone) {
        while (histories.size() <= zone.ordinal()) {
            histories.add(new ZoneHistory(memory.nodes().zone(histories.size())));
        }
        return histories.get(zone.ordinal());
    }

    @Override
    public Result compact(Zone[] zones, long nodeMask, int order, int gfp, int flags, Priority priority) {
        if ((gfp & Gfp.IO) == 0) {
            return Result.SKIPPED;
        }
        memory.deferred().await(); // the scanners go over every frame of a zone
        Result best = Result.SKIPPED;
        for (Zone zone : zones) {
            if ((nodeMask >>> zone.node() & 1) == 0) {
                continue;
            }
            if (priority != Priority.SYNC_FULL && history(zone).isDeferred(order)) {
                best = max(best, Result.DEFERRED);
                continue;
            }
            Result one = direct(zone, order, gfp, flags, priority);
            best = max(best, one);
            if (one == Result.SUCCESS) {
                history(zone).succeeded(order, false);
                break;
            }
            if (priority != Priority.ASYNC && (one == Result.COMPLETE || one == Result.PARTIAL_SKIPPED)) {
                history(zone).defer(order);
            }
        }
        return best;
    }

    private static Result max(Result one, Result other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private Result direct(Zone zone, int order, int gfp, int flags, Priority priority) {
        Verdict verdict =
                Suitability.judge(zone, order, memory.context().layout().highestIndex(gfp), flags);
        if (verdict != Verdict.CONTINUE) {
            return verdict == Verdict.SUCCESS ? Result.SUCCESS : Result.SKIPPED;
        }
        Mode mode = priority == Priority.ASYNC ? Mode.ASYNC : Mode.SYNC_LIGHT;
        zone.freeBlocks().beginCapture(order, migratetype(zone, gfp));
        Result result = run(zone, order, gfp, mode, true, priority == Priority.SYNC_FULL);
        captured = zone.freeBlocks().endCapture();
        return captured == NO_FRAME ? result : Result.SUCCESS;
    }

    private Result run(Zone zone, int order, int gfp, Mode mode, boolean direct, boolean thorough) {
        return run(zone, order, gfp, mode, direct, thorough, CompactControl.NOT_PROACTIVE);
    }

    private Result run(Zone zone, int order, int gfp, Mode mode, boolean direct, boolean thorough, int enough) {
        CompactControl control = new CompactControl(
                zone, history(zone), order, migratetype(zone, gfp), gfp, mode, direct, thorough, enough);
        return new ZoneCompaction(memory, migrator, control).run();
    }

    private static int migratetype(Zone zone, int gfp) {
        return zone.groupsByMobility() ? Gfp.migratetype(gfp) : MigrateType.UNMOVABLE;
    }

    @Override
    public @FrameIndex int takeCaptured() {
        @FrameIndex int block = captured;
        captured = NO_FRAME;
        return block;
    }

    @Override
    public void allocated(Zone zone, int order) {
        history(zone).succeeded(order, true);
    }

    @Override
    public boolean couldHelp(Zone zone, int order, int highestIndex, long reclaimable) {
        long available = reclaimable / order + zone.free().exact();
        return Suitability.hasRoom(zone, order, highestIndex, available);
    }

    /** Compacts every zone as far as it goes (Linux: {@code compact_nodes}). */
    public void compactAll() {
        memory.deferred().await();
        migrator.prepare();
        for (Zone zone : memory.nodes().populatedZones()) {
            run(zone, CompactControl.EVERYTHING, Gfp.KERNEL, Mode.SYNC, false, true);
        }
        memory.drainAll();
    }

    /**
     * Compacts the zones of a node until each is as whole as wanted, or at its end (Linux: {@code compact_node}).
     *
     * @param enough fragmentation in percent
     */
    void proactive(int node, int enough) {
        migrator.prepare();
        for (Zone zone : memory.nodes().populatedZones()) {
            if (zone.node() == node) {
                run(zone, CompactControl.EVERYTHING, Gfp.KERNEL, Mode.SYNC_LIGHT, false, true, enough);
            }
        }
    }

    /** Whether some zone of a node up to a type is worth compacting in the background (Linux: {@code kcompactd_node_suitable}). */
    boolean isWorthwhile(int node, int order, int highestIndex) {
        Node home = memory.nodes().node(node);
        for (int index = 0; index <= highestIndex; index++) {
            Zone zone = home.zone(index);
            if (zone.populated()
                    && Suitability.judge(zone, order, highestIndex, AllocFlag.WMARK_MIN) == Verdict.CONTINUE) {
                return true;
            }
        }
        return false;
    }

    /** One run of kcompactd over a node's zones. */
    void background(int node, int order, int highestIndex) {
        memory.deferred().await();
        Node home = memory.nodes().node(node);
        for (int index = 0; index <= highestIndex; index++) {
            Zone zone = home.zone(index);
            if (!zone.populated()
                    || history(zone).isDeferred(order)
                    || Suitability.judge(zone, order, zone.index(), AllocFlag.WMARK_MIN) != Verdict.CONTINUE) {
                continue;
            }
            Result result = run(zone, order, Gfp.KERNEL, Mode.SYNC_LIGHT, false, false);
            if (result == Result.SUCCESS) {
                history(zone).succeeded(order, false);
            } else if (result == Result.PARTIAL_SKIPPED || result == Result.COMPLETE) {
                memory.drainZone(zone);
                history(zone).defer(order);
            }
        }
    }

    /** kswapd goes to sleep: pages have come and gone, and fruitless pageblocks may bear fruit (Linux: {@code reset_isolation_suitable}). */
    void forgetSkips(int node) {
        Node home = memory.nodes().node(node);
        for (int index = 0; index < memory.context().layout().count(); index++) {
            if (home.zone(index).populated()) {
                history(home.zone(index)).flushSkips();
            }
        }
    }
}
