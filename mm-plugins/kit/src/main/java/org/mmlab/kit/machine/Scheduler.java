package org.mmlab.kit.machine;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.hardware.cpu.Cpu;
import org.mmlab.hardware.cpu.CpuSet;
import org.mmlab.hardware.cpu.TlbShootdown;
import org.mmlab.hardware.tlb.Tlb;
import org.mmlab.physical.zone.CurrentCpu;
import org.mmlab.virtual.paging.MmPages;

/**
 * Which address space runs on which CPU, and which CPUs may hold translations of each. An address space has one of the TLB's
 * address-space identifiers while it lives; with more address spaces than identifiers, one is taken over after a flush.
 */
final class Scheduler {
    private final List<Cpu> cpus;
    private final TlbShootdown shootdown;
    private final CurrentCpu current;
    private final @Nullable MmPages[] owners = new @Nullable MmPages[Tlb.ASIDS];
    private final CpuSet[] holders = new CpuSet[Tlb.ASIDS];
    private final @Nullable MmPages[] running;

    Scheduler(List<Cpu> cpus, TlbShootdown shootdown, CurrentCpu current) {
        this.cpus = List.copyOf(cpus);
        this.shootdown = shootdown;
        this.current = current;
        this.running = new @Nullable MmPages[cpus.size()];
        for (int i = 0; i < holders.length; i++) {
            holders[i] = new CpuSet();
        }
    }

    /** Makes an address space the running one of a CPU, and that CPU the one that acts. */
    Cpu run(int cpuId, MmPages mm) {
        Cpu cpu = cpus.get(cpuId);
        current.set(cpuId);
        if (running[cpuId] != mm) {
            int asid = asid(mm);
            if (owners[asid] != mm) {
                shootdown.flushAddressSpace(cpu, holders[asid], asid);
                holders[asid] = new CpuSet();
                owners[asid] = mm;
            }
            holders[asid].add(cpuId);
            cpu.mmu().load(mm.table().root(), mm.table().kernelRoot(), asid);
            running[cpuId] = mm;
        }
        return cpu;
    }

    /** Whether an address space is the one that acts: in a fault or system call, if anything happens now. */
    boolean isCurrent(MmPages mm) {
        return running[current.id()] == mm;
    }

    /** The address space that runs on a CPU, or null where none does. */
    @Nullable MmPages running(int cpuId) {
        return running[cpuId];
    }

    /** The address space has ended: no CPU runs it any more. */
    void forget(MmPages mm) {
        int asid = asid(mm);
        if (owners[asid] == mm) {
            shootdown.flushAddressSpace(cpus.get(current.id()), holders[asid], asid);
            owners[asid] = null;
            holders[asid] = new CpuSet();
        }
        for (int i = 0; i < running.length; i++) {
            if (running[i] == mm) {
                running[i] = null;
            }
        }
    }

    void flushRange(MmPages mm, @VirtAddr long start, @VirtAddr long end, int pageShift) {
        int asid = asid(mm);
        if (owners[asid] == mm) {
            shootdown.flushRange(cpus.get(current.id()), holders[asid], asid, start, end, pageShift);
        }
    }

    void flushAll(MmPages mm) {
        int asid = asid(mm);
        if (owners[asid] == mm) {
            shootdown.flushAddressSpace(cpus.get(current.id()), holders[asid], asid);
        }
    }

    /** Whose translations carry an identifier, or null. */
    @Nullable MmPages owner(int asid) {
        return asid < 0 || asid >= owners.length ? null : owners[asid];
    }

    /** CPUs of the machine. */
    List<Cpu> cpus() {
        return cpus;
    }

    /** The identifier of an address space; 0 is the kernel's. */
    static int asid(MmPages mm) {
        return 1 + (mm.mm().id() - 1) % (Tlb.ASIDS - 1);
    }
}
