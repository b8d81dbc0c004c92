package org.mmlab.physical.page;

import java.util.List;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.physical.pcp.PcpAllocator;
import org.mmlab.physical.pcp.PcpAllocator.Expiry;
import org.mmlab.physical.zone.Zone;

/**
 * Once a second, brings the shared counters of free frames up to date with each CPU's own, lets per-CPU lists shrink that were allowed to
 * grow, and gives back frames of other nodes that a CPU no longer uses (Linux: {@code vmstat_shepherd}, {@code vmstat_update},
 * {@code refresh_cpu_vm_stats} in {@code mm/vmstat.c}). A CPU is looked after when one of its counters differs from the shared one, or
 * something was left to do the last time. O(CPUs and zones) a second.
 */
public final class VmStatWorker {
    private static final long INTERVAL_NS = 1_000_000_000; // stat_interval

    private final PhysicalMemory memory;
    private final VirtualClock clock;
    private final PcpAllocator pcp;
    private final List<Zone> zones;
    private final boolean[] busy;
    /** Since Linux 6.12, lists that are waited for keep the worker running. */
    private final boolean since612;

    /** A worker that {@link #start} sets going. */
    public VmStatWorker(PhysicalMemory memory, VirtualClock clock) {
        this.memory = memory;
        this.clock = clock;
        pcp = memory.pcp();
        zones = memory.nodes().zones();
        busy = new boolean[memory.context().cpus()];
        since612 = memory.context().kernel().atLeast(KernelVersion.V6_12);
    }

    /** Works from the next second on. */
    public void start() {
        clock.schedule(INTERVAL_NS, new Tick());
    }

    /** A second has passed; the same for all seconds. */
    private final class Tick implements Runnable {
        @Override
        public void run() {
            look();
            clock.schedule(INTERVAL_NS, this);
        }
    }

    private void look() {
        int running = memory.cpu().id();
        for (int cpu = 0; cpu < busy.length; cpu++) {
            if (busy[cpu] || hasRest(cpu)) {
                memory.cpu().set(cpu);
                busy[cpu] = refresh(cpu);
            }
        }
        memory.cpu().set(running);
    }

    private boolean hasRest(int cpu) {
        for (int i = 0; i < zones.size(); i++) {
            if (zones.get(i).free().rest(cpu) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Does the work of a CPU; says whether there is more. */
    private boolean refresh(int cpu) {
        boolean changed = false;
        for (int i = 0; i < zones.size(); i++) {
            Zone zone = zones.get(i);
            if (zone.populated()) {
                boolean local = zone.node() == memory.nodes().nodeOfCpu(cpu);
                changed |= local ? refreshLocal(zone, cpu) : refreshRemote(zone, cpu);
            }
        }
        return changed;
    }

    private boolean refreshLocal(Zone zone, int cpu) {
        boolean folded = zone.free().fold(cpu);
        return pcp.decay(zone, cpu) || folded;
    }

    private boolean refreshRemote(Zone zone, int cpu) {
        boolean folded = zone.free().fold(cpu);
        if (folded) {
            pcp.touch(zone, cpu);
        }
        boolean decays = pcp.decay(zone, cpu);
        Expiry expiry = pcp.expire(zone, cpu);
        return folded || decays || expiry == Expiry.DRAINED || expiry == Expiry.WAITING && since612;
    }
}
