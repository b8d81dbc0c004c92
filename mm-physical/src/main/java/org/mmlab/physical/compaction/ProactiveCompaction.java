package org.mmlab.physical.compaction;

import java.util.function.IntPredicate;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.zone.Zone;

/**
 * Compacts a node whose free memory is broken up before anybody asks for a large block (Linux: the proactive part of {@code kcompactd},
 * {@code fragmentation_score_node}; the sysctl {@code vm.compaction_proactiveness}). It looks twice a second, and after a compaction that
 * mended nothing only after half a minute. Costs O(zones) a look.
 */
public final class ProactiveCompaction {
    /** Greatest proactiveness. */
    public static final int MOST = 100;

    private static final long INTERVAL_NS = 500_000_000;
    private static final int MAX_DEFER_SHIFT = 6;
    /** Nodes are not made wholer than this, in percent, however great the proactiveness. */
    private static final int LEAST_SCORE = 5;
    /** How far above the wanted score a node must be to be compacted. */
    private static final int LEEWAY = 10;

    private final MemoryCompaction compaction;
    private final PhysicalMemory memory;
    private final VirtualClock clock;
    private final IntPredicate kswapdRuns;
    private final int enough;
    private final Timer[] timers;

    /**
     * Compaction that {@link #start} sets going.
     *
     * @param kswapdRuns whether a node's kswapd is at work; nothing is done then
     * @param proactiveness 1 to {@value #MOST}
     */
    public ProactiveCompaction(
            MemoryCompaction compaction,
            PhysicalMemory memory,
            VirtualClock clock,
            IntPredicate kswapdRuns,
            int proactiveness) {
        this.compaction = compaction;
        this.memory = memory;
        this.clock = clock;
        this.kswapdRuns = kswapdRuns;
        this.enough = Math.max(MOST - proactiveness, LEAST_SCORE);
        this.timers = new Timer[memory.nodes().count()];
        for (int node = 0; node < timers.length; node++) {
            timers[node] = new Timer(node);
        }
    }

    /** Looks at each node from half a second on. */
    public void start() {
        for (Timer timer : timers) {
            timer.restart();
        }
    }

    /** kcompactd has worked for somebody: it looks again after half a second, whatever was put off. */
    void worked(int node) {
        timers[node].restart();
    }

    /**
     * How broken up the free memory of a node is: 0 whole, 100 in blocks smaller than a huge page alone, each zone counted by its size
     * (Linux: {@code fragmentation_score_node}).
     */
    public int score(int node) {
        long present = 0;
        for (Zone zone : memory.nodes().populatedZones()) {
            present += zone.node() == node ? zone.present() : 0;
        }
        int score = 0;
        for (Zone zone : memory.nodes().populatedZones()) {
            if (zone.node() == node) {
                long own = Fragmentation.of(zone, zone.pageblockOrder()).percent();
                score += (int) (zone.present() * own / (present + 1));
            }
        }
        return score;
    }

    /** Compacts a node if it is time to; gives the time until the next look. */
    private long look(int node) {
        int before = score(node);
        if (memory.deferred().pending() || kswapdRuns.test(node) || before <= Math.min(enough + LEEWAY, MOST)) {
            return INTERVAL_NS;
        }
        long migrates = memory.vmstat().get(VmEvent.COMPACT_MIGRATE_SCANNED);
        long frees = memory.vmstat().get(VmEvent.COMPACT_FREE_SCANNED);
        compaction.proactive(node, enough);
        memory.vmstat()
                .add(
                        VmEvent.COMPACT_DAEMON_MIGRATE_SCANNED,
                        memory.vmstat().get(VmEvent.COMPACT_MIGRATE_SCANNED) - migrates);
        memory.vmstat()
                .add(VmEvent.COMPACT_DAEMON_FREE_SCANNED, memory.vmstat().get(VmEvent.COMPACT_FREE_SCANNED) - frees);
        return score(node) >= before ? INTERVAL_NS << MAX_DEFER_SHIFT : INTERVAL_NS;
    }

    /** When a node is looked at next. An event that comes when another time was set meanwhile does nothing. */
    private final class Timer implements Runnable {
        private final int node;
        private long dueNs;

        Timer(int node) {
            this.node = node;
        }

        void restart() {
            sleep(INTERVAL_NS);
        }

        private void sleep(long ns) {
            dueNs = clock.nowNs() + ns;
            clock.schedule(ns, this);
        }

        @Override
        public void run() {
            if (clock.nowNs() == dueNs) {
                sleep(look(node));
            }
        }
    }
}
