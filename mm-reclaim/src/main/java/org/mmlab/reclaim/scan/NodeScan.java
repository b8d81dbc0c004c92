package org.mmlab.reclaim.scan;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.reclaim.LruList;
import org.mmlab.api.reclaim.ScanBatch;
import org.mmlab.api.reclaim.ScanControl;
import org.mmlab.api.reclaim.ScanControl.Cause;
import org.mmlab.reclaim.lru.Lruvec;
import org.mmlab.reclaim.memory.ReclaimZones.Mark;

/** One node's lists for a scanning policy (Linux: {@code isolate_lru_folios}, {@code move_folios_to_lru}). */
final class NodeScan implements NodeLists {
    private final ScanParts parts;
    private final FrameTable table;
    private final int node;
    private final Lruvec lruvec;
    private final PageShrinker shrinker;
    private final NodeState state;
    private Runnable flusher = () -> {};

    NodeScan(ScanParts parts, int node, PageShrinker shrinker, NodeState state) {
        this.parts = parts;
        this.table = parts.table();
        this.node = node;
        this.lruvec = parts.lru().lruvec(node);
        this.shrinker = shrinker;
        this.state = state;
    }

    void onWakeFlusher(Runnable newFlusher) {
        flusher = newFlusher;
    }

    NodeState state() {
        return state;
    }

    Lruvec lruvec() {
        return lruvec;
    }

    @Override
    public int node() {
        return node;
    }

    @Override
    public long size(LruList list) {
        return lruvec.frames(list);
    }

    @Override
    public long eligible(LruList list, int highestZone) {
        long sum = 0;
        for (int zone : parts.zones().zonesOf(node)) {
            if (parts.zones().type(zone) <= highestZone) {
                sum += lruvec.frames(list, zone);
            }
        }
        return sum;
    }

    @Override
    public long freeFrames() {
        long sum = 0;
        for (int zone : parts.zones().zonesOf(node)) {
            sum += parts.zones().free(zone);
        }
        return sum;
    }

    @Override
    public long highWatermark() {
        long sum = 0;
        for (int zone : parts.zones().zonesOf(node)) {
            sum += parts.zones().mark(zone, Mark.HIGH);
        }
        return sum;
    }

    @Override
    public boolean canSwap() {
        return parts.swap().freeEntries() > 0;
    }

    @Override
    public boolean hasSwap() {
        return parts.swap().totalEntries() > 0;
    }

    @Override
    public int swappiness() {
        return parts.swappiness();
    }

    @Override
    public long cost(boolean file) {
        return file ? lruvec.fileCost() : lruvec.anonCost();
    }

    @Override
    public void noteCost(boolean file, long io, long rotated) {
        lruvec.noteCost(file, io, rotated);
    }

    @Override
    public long activations(boolean file) {
        return lruvec.activations(file);
    }

    @Override
    public long activationsBefore(boolean file) {
        return lruvec.activationsBefore(file);
    }

    @Override
    public void drain() {
        parts.lru().drain();
    }

    @Override
    public long isolate(LruList list, long most, ScanControl control, ScanBatch into) {
        long looked = 0;
        long total = 0;
        long left = lruvec.length(list);
        while (looked < most && left-- > 0 && !into.isFull()) {
            @FrameIndex int frame = lruvec.tail(list);
            int pages = parts.pool().pages(frame);
            total += pages;
            int type = parts.zones().type(table.zone(frame));
            if (type > control.highestZone) {
                lruvec.moveToHead(frame);
                parts.stat().add(parts.zones().skipEvent(type), pages);
                continue;
            }
            looked += pages;
            if (!control.mayUnmap && table.mapcount(frame) > 0) {
                lruvec.moveToHead(frame);
                continue;
            }
            take(frame, into);
        }
        return total;
    }

    @Override
    public boolean eligible(@FrameIndex int frame, ScanControl control) {
        return parts.zones().type(table.zone(frame)) <= control.highestZone
                && (control.mayUnmap || table.mapcount(frame) == 0);
    }

    @Override
    public void take(@FrameIndex int frame, ScanBatch into) {
        lruvec.delete(frame);
        table.clear(frame, FrameFlag.LRU);
        table.set(frame, FrameFlag.ISOLATED);
        parts.references().get(frame);
        into.add(frame);
    }

    @Override
    public boolean evictable(@FrameIndex int frame) {
        return parts.lru().evictable(frame);
    }

    @Override
    public int referenced(@FrameIndex int frame) {
        return table.mapcount(frame) > 0 ? parts.mapped().reverseMap().referenced(frame) : 0;
    }

    @Override
    public void deactivate(@FrameIndex int frame) {
        table.clear(frame, FrameFlag.ACTIVE);
        table.set(frame, FrameFlag.WORKINGSET);
    }

    @Override
    public long evict(ScanBatch batch, ScanControl control) {
        return evict(batch, control, PageShrinker.Regard.REFERENCES);
    }

    @Override
    public long evictChosen(ScanBatch batch, ScanControl control) {
        return evict(batch, control, PageShrinker.Regard.NOTHING);
    }

    private long evict(ScanBatch batch, ScanControl control, PageShrinker.Regard regard) {
        long freed = shrinker.shrink(batch, state, control, regard);
        parts.stat().add(control.cause == Cause.KSWAPD ? VmEvent.PGSTEAL_KSWAPD : VmEvent.PGSTEAL_DIRECT, freed);
        return freed;
    }

    @Override
    public long putBack(ScanBatch batch) {
        long moved = 0;
        int count = batch.count();
        for (int i = 0; i < count; i++) {
            @FrameIndex int frame = batch.get(i);
            table.clear(frame, FrameFlag.ISOLATED);
            if (!parts.lru().evictable(frame)) {
                parts.lru().putBack(frame);
                continue;
            }
            if (table.refcount(frame) > 1) {
                int pages = parts.pool().pages(frame);
                table.set(frame, FrameFlag.LRU);
                lruvec.addHead(frame);
                moved += pages;
                if (table.has(frame, FrameFlag.ACTIVE)) {
                    lruvec.age(pages);
                }
            }
            parts.lru().letGo(frame);
        }
        batch.clear();
        return moved;
    }

    @Override
    public void wakeFlusher() {
        flusher.run();
    }

    @Override
    public void count(VmEvent event, long delta) {
        parts.stat().add(event, delta);
    }
}
