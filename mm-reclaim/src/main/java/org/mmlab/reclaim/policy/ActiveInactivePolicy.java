package org.mmlab.reclaim.policy;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.link.ReverseMap;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.LruList;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.ScanBatch;
import org.mmlab.api.reclaim.ScanContext;
import org.mmlab.api.reclaim.ScanControl;
import org.mmlab.api.reclaim.ScanControl.Cause;
import org.mmlab.api.reclaim.ScanningPolicy;
import org.mmlab.api.reclaim.Sight;

/**
 * Linux's classic LRU: an active and an inactive list for anonymous and for file pages (Linux: {@code shrink_lruvec},
 * {@code shrink_active_list}, {@code shrink_inactive_list}). Over plain pages it is {@link PlainActiveInactive}.
 */
@PolicySpec(
        name = "linux.active-inactive",
        doc = "two lists, second chance by accessed bits, refault activation (Linux mm/vmscan.c)")
public final class ActiveInactivePolicy implements ScanningPolicy {
    private static final LruList[] SCANNED = {
        LruList.INACTIVE_ANON, LruList.ACTIVE_ANON, LruList.INACTIVE_FILE, LruList.ACTIVE_FILE
    };

    private final ScanTargets targets = new ScanTargets();
    private final ScanBatch batch = new ScanBatch();
    private final ScanBatch activeBatch = new ScanBatch();
    private final PlainActiveInactive plain = new PlainActiveInactive();

    /** Without state. */
    public ActiveInactivePolicy() {}

    @Override
    public Sight sight() {
        return Sight.REFERENCE_BIT;
    }

    @Override
    public void scan(ScanControl control, ScanContext node) {
        targets.prepare(control, node);
        long reclaimed = scanLists(control, node);
        control.reclaimed += reclaimed;
        if (node.hasSwap() && ScanTargets.inactiveIsLow(node, false)) {
            shrinkActive(LruList.ACTIVE_ANON, ScanControl.CLUSTER, control, node);
        }
        if (reclaimed == 0 && targets.trimsCache()) {
            control.cacheTrimFailed = true;
        }
    }

    @Override
    public void age(ScanControl control, ScanContext node) {
        if (node.hasSwap() && ScanTargets.inactiveIsLow(node, false)) {
            shrinkActive(LruList.ACTIVE_ANON, ScanControl.CLUSTER, control, node);
        }
    }

    /** Scans the lists in turn, a cluster each, until the targets are scanned or enough is freed. */
    private long scanLists(ScanControl control, ScanContext node) {
        long[] left = targets.scan;
        boolean whole = control.cause == Cause.DIRECT && control.priority == ScanControl.DEFAULT_PRIORITY;
        long reclaimed = 0;
        while (left[0] != 0 || left[2] != 0 || left[3] != 0) {
            for (LruList list : SCANNED) {
                int i = list.ordinal();
                long most = Math.min(left[i], ScanControl.CLUSTER);
                if (most > 0) {
                    left[i] -= most;
                    reclaimed += shrink(list, most, control, node);
                }
            }
            if (reclaimed < control.toReclaim || whole) {
                continue;
            }
            long anon = left[0] + left[1];
            long file = left[2] + left[3];
            if (anon == 0 || file == 0) {
                break;
            }
            stopSmaller(anon, file);
        }
        return reclaimed;
    }

    /** Enough is freed: the kind with less left stops, the other goes on until it got the same share of its target. */
    private void stopSmaller(long anon, long file) {
        boolean stopAnon = file > anon;
        int stopped = stopAnon ? 0 : 2;
        int other = 2 - stopped;
        long[] left = targets.scan;
        long[] target = targets.target;
        long percentage = (stopAnon ? anon : file) * 100 / (target[stopped] + target[stopped + 1] + 1);
        left[stopped] = 0;
        left[stopped + 1] = 0;
        for (int i = other; i <= other + 1; i++) {
            long done = target[i] - left[i];
            left[i] = Math.max(0, target[i] * (100 - percentage) / 100 - done);
        }
    }

    private long shrink(LruList list, long most, ScanControl control, ScanContext node) {
        if (!list.isActive()) {
            return shrinkInactive(list, most, control, node);
        }
        if (targets.mayDeactivate(list.isFile())) {
            shrinkActive(list, most, control, node);
        } else {
            control.skippedDeactivate = true;
        }
        return 0;
    }

    private long shrinkInactive(LruList list, long most, ScanControl control, ScanContext node) {
        boolean file = list.isFile();
        node.drain();
        batch.clear();
        long scanned = node.isolate(list, most, control, batch);
        node.count(control.cause == Cause.KSWAPD ? VmEvent.PGSCAN_KSWAPD : VmEvent.PGSCAN_DIRECT, scanned);
        node.count(file ? VmEvent.PGSCAN_FILE : VmEvent.PGSCAN_ANON, scanned);
        long taken = batch.count();
        if (taken == 0) {
            return 0;
        }
        long unqueuedBefore = control.unqueuedDirty;
        long pageoutBefore = control.pageout;
        long freed = node.evict(batch, control);
        node.putBack(batch);
        node.count(file ? VmEvent.PGSTEAL_FILE : VmEvent.PGSTEAL_ANON, freed);
        node.noteCost(file, control.pageout - pageoutBefore, scanned - freed);
        if (control.unqueuedDirty - unqueuedBefore == taken) {
            node.wakeFlusher();
        }
        control.taken += taken;
        if (file) {
            control.fileTaken += taken;
        }
        return freed;
    }

    private void shrinkActive(LruList list, long most, ScanControl control, ScanContext node) {
        boolean file = list.isFile();
        node.drain();
        batch.clear();
        activeBatch.clear();
        node.count(VmEvent.PGREFILL, node.isolate(list, most, control, batch));
        long rotated = 0;
        int left = 0;
        int count = batch.count();
        for (int i = 0; i < count; i++) {
            @FrameIndex int frame = batch.get(i);
            if (node.evictable(frame)) {
                int references = node.referenced(frame);
                if (file && references >> 8 != 0 && (references & ReverseMap.VM_EXEC) != 0) {
                    activeBatch.add(frame);
                    continue;
                }
                node.deactivate(frame);
            }
            batch.set(left++, frame);
        }
        batch.truncate(left);
        rotated += node.putBack(activeBatch);
        node.count(VmEvent.PGDEACTIVATE, node.putBack(batch));
        if (rotated != 0) {
            node.noteCost(file, 0, rotated);
        }
    }

    @Override
    public void attach(ReplacementContext context) {
        plain.attach(context);
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        plain.admit(frame, page);
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        // Accesses show in the reference bit, which the scan asks for.
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        return plain.victim();
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        plain.evicted(frame, page);
    }

    @Override
    public void kept(@FrameIndex int frame, int page) {
        plain.kept(frame);
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        plain.removed(frame);
    }
}
