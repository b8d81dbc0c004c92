package org.mmlab.physical.compaction;

import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.link.BackgroundCompaction;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.physical.page.PhysicalMemory;

/** The threads that compact nodes in the background, one for each, as events on the virtual clock (Linux: {@code kcompactd}). */
public final class Kcompactd implements BackgroundCompaction {
    /** Until a woken thread runs. */
    private static final long WAKE_NS = 1_000;

    private final MemoryCompaction compaction;
    private final PhysicalMemory memory;
    private final VirtualClock clock;
    private @Nullable ProactiveCompaction proactive;
    private int[] wantedOrder = new int[0];
    private int[] highest = new int[0];
    private boolean[] awake = new boolean[0];

    /** Sleeping threads. */
    public Kcompactd(MemoryCompaction compaction, PhysicalMemory memory, VirtualClock clock) {
        this.compaction = compaction;
        this.memory = memory;
        this.clock = clock;
    }

    /** Joins proactive compaction, which these threads do while nobody wants anything else of them. */
    public void setProactive(ProactiveCompaction compactsUnasked) {
        proactive = compactsUnasked;
    }

    @Override
    public void wake(int node, int order, int highestIndex) {
        if (order == 0) {
            return;
        }
        grow(node);
        wantedOrder[node] = Math.max(wantedOrder[node], order);
        highest[node] = Math.min(highest[node], highestIndex);
        if (!awake[node] && compaction.isWorthwhile(node, wantedOrder[node], highest[node])) {
            awake[node] = true;
            clock.schedule(WAKE_NS, () -> work(node));
        }
    }

    @Override
    public void wakeForPageblock(int node, int highestIndex) {
        wake(node, memory.context().pageblockOrder(), highestIndex);
    }

    @Override
    public void kswapdSleeps(int node) {
        compaction.forgetSkips(node);
    }

    private void work(int node) {
        awake[node] = false;
        int order = wantedOrder[node];
        int upTo = highest[node];
        memory.vmstat().count(VmEvent.COMPACT_DAEMON_WAKE);
        long migrates = memory.vmstat().get(VmEvent.COMPACT_MIGRATE_SCANNED);
        long frees = memory.vmstat().get(VmEvent.COMPACT_FREE_SCANNED);
        compaction.background(node, order, upTo);
        migrates = memory.vmstat().get(VmEvent.COMPACT_MIGRATE_SCANNED) - migrates;
        frees = memory.vmstat().get(VmEvent.COMPACT_FREE_SCANNED) - frees;
        memory.vmstat().add(VmEvent.COMPACT_DAEMON_MIGRATE_SCANNED, migrates);
        memory.vmstat().add(VmEvent.COMPACT_DAEMON_FREE_SCANNED, frees);
        if (proactive != null) {
            proactive.worked(node);
        }
        if (wantedOrder[node] <= order) {
            wantedOrder[node] = 0;
        }
        if (highest[node] >= upTo) {
            highest[node] = Integer.MAX_VALUE;
        }
    }

    private void grow(int node) {
        int old = awake.length;
        if (node >= old) {
            wantedOrder = Arrays.copyOf(wantedOrder, node + 1);
            highest = Arrays.copyOf(highest, node + 1);
            awake = Arrays.copyOf(awake, node + 1);
            Arrays.fill(highest, old, node + 1, Integer.MAX_VALUE);
        }
    }
}
