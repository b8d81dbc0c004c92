package org.mmlab.kit.machine;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.List;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.hardware.bus.Bus;
import org.mmlab.hardware.bus.Initiator;
import org.mmlab.hardware.cpu.Cpu;
import org.mmlab.hardware.cpu.TlbShootdown;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.page.PhysicalMemory;

/** Binds physical memory, booted, and the views of it that other modules have. */
final class PhysicalModule extends AbstractModule {
    @Provides
    @Singleton
    PhysicalMemory memory(
            MachineSpec spec, PolicyRegistry registry, List<RamRange> ranges, Bus bus, VmStat stat, EventSink events) {
        PhysicalMemory memory = new PhysicalAssembly(spec, registry, stat, events).boot(ranges);
        memory.setClearer((pfn, frames) -> {
            for (long i = 0; i < frames; i++) {
                bus.port(Initiator.KERNEL).zeroFrame(pfn + i);
            }
        });
        return memory;
    }

    @Provides
    @Singleton
    MachineFrames frames(PhysicalMemory memory, Bus bus) {
        return new MachineFrames(memory, bus.ram());
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
