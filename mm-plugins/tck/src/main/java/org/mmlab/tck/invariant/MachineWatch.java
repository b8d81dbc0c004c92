package org.mmlab.tck.invariant;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.event.EventKind;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.memory.Gfp;
import org.mmlab.hardware.cpu.Cpu;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.page.TaskContext;
import org.mmlab.physical.zone.Zone;

/**
 * Checks while a machine runs what nobody can see afterwards: no frame is freed while a TLB can still reach it, and no request takes
 * what its mask leaves to others. Pass it to {@code MachineFactory.create} and attach the machine; what happens while it boots is not
 * checked.
 */
public final class MachineWatch implements EventSink {
    private static final int MIN = 0;
    private static final int PRIVILEGED = Gfp.HIGH | Gfp.MEMALLOC | Gfp.NOFAIL;

    private @Nullable Machine machine;

    /** Watches nothing yet. */
    public MachineWatch() {}

    /** Begins to watch. */
    public void attach(Machine watched) {
        machine = watched;
    }

    @Override
    public void event(int kind, long a, long b, long c) {
        Machine watched = machine;
        if (watched == null) {
            return;
        }
        if (kind == EventKind.FREE) {
            freed(watched, a, 1L << b);
        } else if (kind == EventKind.ALLOCATE) {
            allocated(watched, a, (int) b, (int) c);
        }
    }

    private static void freed(Machine machine, long pfn, long frames) {
        for (Cpu cpu : machine.cpus()) {
            cpu.tlb().forEach((va, asid, shift, page, rights) -> {
                @PhysAddr long end = Addresses.phys(Addresses.rawPhys(page) + (1L << shift));
                if (pfn < Addresses.rawPfn(Addresses.pfnOf(end))
                        && pfn + frames > Addresses.rawPfn(Addresses.pfnOf(page))) {
                    throw Broken.error(
                            "no frame is freed before its flush",
                            "pfn 0x" + Long.toHexString(pfn) + " is freed while " + cpu + " caches it for address 0x"
                                    + Long.toHexString(Addresses.rawVirt(va)) + " of address space identifier " + asid);
                }
            });
        }
    }

    /**
     * A request without a claim to reserves leaves a zone its min watermark (Linux: {@code zone_watermark_ok}). The check
     * comes before a per-CPU list is filled, and looks at a counter that is a little wrong: so much may be missing.
     */
    private static void allocated(Machine machine, long rawPfn, int order, int gfp) {
        PhysicalMemory memory = machine.memory();
        TaskContext task = memory.task();
        if ((gfp & PRIVILEGED) != 0
                || (gfp & Gfp.DIRECT_RECLAIM) == 0
                || task.has(TaskContext.MEMALLOC)
                || task.has(TaskContext.OOM_VICTIM)) {
            return;
        }
        @Pfn long pfn = Addresses.pfn(rawPfn);
        Zone zone = memory.zoneOf(memory.frameOf(pfn));
        long taken = 1L << order;
        if (memory.pcp().hasLists(zone)) {
            taken += (long) memory.pcp().of(zone, 0).highMax() << order;
        }
        long slack = taken + zone.free().threshold();
        long free = zone.free().global();
        if (free + slack < zone.rawWatermark(MIN)) {
            throw Broken.error(
                    "watermarks are honoured",
                    zone.label() + " has " + free + " free frames, its min watermark is " + zone.rawWatermark(MIN)
                            + ", and a request of order " + order + " with gfp 0x" + Integer.toHexString(gfp)
                            + " took one");
        }
    }
}
