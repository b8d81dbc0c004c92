package org.mmlab.reclaim.oom;

import java.util.Arrays;
import org.mmlab.api.event.EventKind;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.link.Processes;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.reclaim.OomCandidates;
import org.mmlab.api.reclaim.OomPolicy;
import org.mmlab.reclaim.memory.MappedSide;
import org.mmlab.reclaim.memory.ReclaimZones;
import org.mmlab.reclaim.swap.SwapSystem;

/** Has the policy choose and kills (Linux: {@code out_of_memory}, {@code oom_kill_process}). */
public final class OomKiller {
    private final MappedSide mapped;
    private final ReclaimZones zones;
    private final SwapSystem swap;
    private final OomPolicy policy;
    private final VmStat stat;
    private final EventSink events;

    /** With {@code policy} to choose. */
    public OomKiller(
            MappedSide mapped, ReclaimZones zones, SwapSystem swap, OomPolicy policy, VmStat stat, EventSink events) {
        this.mapped = mapped;
        this.zones = zones;
        this.swap = swap;
        this.policy = policy;
        this.stat = stat;
        this.events = events;
    }

    /**
     * Kills one process.
     *
     * @return false where the policy names nobody
     * @throws PolicyException where it names a process that does not live
     */
    public boolean kill() {
        Candidates candidates = new Candidates(mapped.processes());
        int pid = policy.victim(candidates);
        if (pid == OomPolicy.NOBODY) {
            return false;
        }
        int[] pids = candidates.pids();
        if (Arrays.binarySearch(pids, pid) < 0) {
            throw PolicyException.brokenBy(
                    OomPolicy.class,
                    policy,
                    "victim",
                    "process " + pid + ", which does not live",
                    "give one of " + Arrays.toString(pids) + " or NOBODY");
        }
        long resident = candidates.residentFrames(pid);
        stat.count(VmEvent.OOM_KILL);
        mapped.processes().kill(pid);
        events.event(EventKind.OOM_KILL, pid, resident, 0);
        return true;
    }

    private final class Candidates implements OomCandidates {
        private final Processes processes;

        Candidates(Processes processes) {
            this.processes = processes;
        }

        @Override
        public int[] pids() {
            return processes.pids();
        }

        @Override
        public long residentFrames(int pid) {
            return processes.residentFrames(pid);
        }

        @Override
        public long swapEntries(int pid) {
            return processes.swapEntries(pid);
        }

        @Override
        public long tableFrames(int pid) {
            return processes.tableFrames(pid);
        }

        @Override
        public int scoreAdjust(int pid) {
            return processes.oomScoreAdjust(pid);
        }

        @Override
        public long totalFrames() {
            long total = swap.totalEntries();
            for (int node = 0; node < zones.nodes(); node++) {
                for (int zone : zones.zonesOf(node)) {
                    total += zones.managed(zone);
                }
            }
            return total;
        }
    }
}
