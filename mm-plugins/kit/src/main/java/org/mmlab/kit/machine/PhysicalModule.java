package org.mmlab.kit.machine;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.List;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.link.PageMigrator;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.memory.ZonelistPolicy;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.hardware.bus.Bus;
import org.mmlab.hardware.bus.Initiator;
import org.mmlab.hardware.cpu.Cpu;
import org.mmlab.hardware.cpu.TlbShootdown;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.contig.PageRangeMigrator;
import org.mmlab.physical.contig.RangeMigrator;
import org.mmlab.physical.hotplug.OfflineTargets;
import org.mmlab.physical.mempolicy.SharedPolicies;
import org.mmlab.physical.model.MetadataPlacer;
import org.mmlab.physical.page.PhysicalMemory;

/** Binds physical memory, booted, and the views of it that other modules have. */
final class PhysicalModule extends AbstractModule {
    @Provides
    @Singleton
    ZonelistPolicy zonelists(MachineSpec spec, PolicyRegistry registry) {
        return registry.create(ZonelistPolicy.class, spec.physical().zonelist());
    }

    @Provides
    @Singleton
    MetadataPlacer placer() {
        return new MetadataPlacer(MemoryModel.Placer.NOWHERE);
    }

    @Provides
    @Singleton
    PhysicalMemory memory(PhysicalAssembly assembly, List<RamRange> ranges, MetadataPlacer placer, Bus bus) {
        PhysicalMemory memory = assembly.boot(ranges, placer);
        memory.setClearer((pfn, frames) -> {
            for (long i = 0; i < frames; i++) {
                bus.port(Initiator.KERNEL).zeroFrame(pfn + i);
            }
        });
        return memory;
    }

    @Provides
    @Singleton
    PerCpuBoot perCpu(PhysicalAssembly assembly, PhysicalMemory memory, Bus bus) {
        return new PerCpuBoot(assembly.firstChunk(), memory, bus.port(Initiator.KERNEL));
    }

    @Provides
    @Singleton
    PhysicalAssembly assembly(
            MachineSpec spec, PolicyRegistry registry, ZonelistPolicy zonelists, VmStat stat, EventSink events) {
        return new PhysicalAssembly(spec, registry, zonelists, stat, events);
    }

    @Provides
    @Singleton
    MemoryPlugs plugs(
            MachineSpec spec,
            PhysicalMemory memory,
            List<RamRange> ranges,
            ZonelistPolicy zonelists,
            MetadataPlacer placer,
            PhysicalZones zones,
            PageMigrator migrator,
            Bus bus) {
        RangeMigrator mover = new PageRangeMigrator(memory, migrator, new OfflineTargets(memory));
        return new MemoryPlugs(new MemoryPlugs.Parts(spec, memory, ranges, zonelists, placer, zones, mover, bus.ram()));
    }

    @Provides
    @Singleton
    MachineFrames frames(PhysicalMemory memory, Bus bus, TaskPolicies policies, SharedPolicies shared) {
        return new MachineFrames(memory, bus.ram(), policies, shared);
    }

    @Provides
    @Singleton
    TaskPolicies policies(MachineSpec spec, PolicyRegistry registry, PhysicalMemory memory, Scheduler scheduler) {
        return new TaskPolicies(memory, scheduler, registry, spec.physical().memoryPolicy());
    }

    @Provides
    @Singleton
    SharedPolicies sharedPolicies() {
        return new SharedPolicies();
    }

    @Provides
    @Singleton
    MachineBytes bytes(PhysicalMemory memory, Bus bus) {
        return new MachineBytes(memory, bus.port(Initiator.KERNEL));
    }

    @Provides
    @Singleton
    PhysicalZones zones(PhysicalMemory memory) {
        return new PhysicalZones(memory);
    }

    @Provides
    @Singleton
    Scheduler scheduler(List<Cpu> cpus, TlbShootdown shootdown, PhysicalMemory memory) {
        return new Scheduler(cpus, shootdown, memory.cpu());
    }
}
