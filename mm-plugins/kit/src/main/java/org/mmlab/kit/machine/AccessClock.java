package org.mmlab.kit.machine;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.translation.Access;
import org.mmlab.hardware.cache.CacheHierarchy;
import org.mmlab.hardware.cache.SramCache.Use;
import org.mmlab.hardware.clock.EventClock;
import org.mmlab.hardware.cpu.Cpu;
import org.mmlab.hardware.latency.AccessTimer;
import org.mmlab.hardware.latency.DramBanks;
import org.mmlab.hardware.latency.LatencyTable;
import org.mmlab.hardware.numa.NumaTopology;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.spec.Switch;
import org.mmlab.physical.page.PhysicalMemory;

/**
 * What accesses cost on the virtual clock. With {@code caches: on} each access is looked up in the CPU's SRAM caches and, behind
 * them, in the rows of its node's DRAM; without, each costs a hit of the first-level cache. A page walk's reads cost a hit of the
 * second level each. Costs add up and pass when {@link #settle} is called.
 */
final class AccessClock {
    private static final LatencyTable TABLE = LatencyTable.SKYLAKE_DDR4_2400;
    private static final long PS_PER_NS = 1_000;

    private final EventClock clock;
    private final List<Cpu> cpus;
    private final PhysicalMemory memory;
    private final @Nullable AccessTimer[] timers;
    private long plainAccesses;
    private long settledNs;

    AccessClock(MachineSpec spec, EventClock clock, List<Cpu> cpus, PhysicalMemory memory, NumaTopology topology) {
        this.clock = clock;
        this.cpus = cpus;
        this.memory = memory;
        timers = new @Nullable AccessTimer[cpus.size()];
        if (spec.hardware().caches() == Switch.ON) {
            DramBanks[] banks = new DramBanks[spec.hardware().nodes()];
            for (int node = 0; node < banks.length; node++) {
                banks[node] = new DramBanks();
            }
            for (Cpu cpu : cpus) {
                timers[cpu.id()] = new AccessTimer(TABLE, topology, cpu.node(), banks, CacheHierarchy.skylake());
            }
        }
    }

    /** An access was made; the hot path. */
    void accessed(int cpu, long physical, int access) {
        AccessTimer timer = timers[cpu];
        if (timer == null) {
            plainAccesses++;
            return;
        }
        int node = memory.nodeOf(memory.frameOf(Addresses.pfnOf(Addresses.phys(physical))));
        Use use = (access & Access.WRITE) != 0 ? Use.WRITE : Use.READ;
        timer.accessPs(Addresses.phys(physical), node, use);
    }

    /** Lets the time of the accesses so far pass. */
    void settle() {
        long ns = plainAccesses * TABLE.cachePs(1) / PS_PER_NS;
        for (Cpu cpu : cpus) {
            AccessTimer timer = timers[cpu.id()];
            ns += timer == null ? 0 : timer.totalNs();
            ns += cpu.mmu().walkReads() * TABLE.cachePs(2) / PS_PER_NS;
        }
        long owed = ns - settledNs;
        settledNs = ns;
        clock.advance(owed);
    }
}
