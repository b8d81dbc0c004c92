package org.mmlab.kit.machine;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.name.Named;
import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.hardware.bus.Bus;
import org.mmlab.hardware.bus.Initiator;
import org.mmlab.hardware.clock.EventClock;
import org.mmlab.hardware.cpu.Cpu;
import org.mmlab.hardware.cpu.TlbShootdown;
import org.mmlab.hardware.disk.Disk;
import org.mmlab.hardware.disk.SolidStateTiming;
import org.mmlab.hardware.mmu.Mmu;
import org.mmlab.hardware.numa.NumaTopology;
import org.mmlab.hardware.ram.Contents;
import org.mmlab.hardware.ram.Ram;
import org.mmlab.hardware.tlb.TlbGeometry;
import org.mmlab.kit.spec.HardwareSpec;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.page.PhysicalMemory;

/** Binds clock, RAM, bus, CPUs and disks. */
final class HardwareModule extends AbstractModule {
    private static final long FILE_DISK_BLOCKS = 1L << 28;

    private final MachineSpec spec;
    private final FirmwareMemory firmware;
    private final PolicyRegistry registry;
    private final EventSink events;

    HardwareModule(BootOptions booted, PolicyRegistry registry, EventSink events) {
        this.spec = booted.spec();
        this.firmware = booted.firmware();
        this.registry = registry;
        this.events = events;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        bind(MachineSpec.class).toInstance(spec);
        bind(PolicyRegistry.class).toInstance(registry);
        bind(EventSink.class).toInstance(events);
        bind(VmStat.class).toInstance(new VmStat());
        EventClock clock = new EventClock();
        bind(EventClock.class).toInstance(clock);
        bind(VirtualClock.class).toInstance(clock);
    }

    @Provides
    @Singleton
    FirmwareMemory firmware() {
        return firmware;
    }

    @Provides
    @Singleton
    List<RamRange> ranges(FirmwareMemory firmware) {
        return firmware.ram();
    }

    @Provides
    @Singleton
    Bus bus(List<RamRange> ranges) {
        long frames = ranges.stream().mapToLong(RamRange::endPfn).max().orElse(1);
        boolean full = spec.hardware().contents() == HardwareSpec.Contents.FULL;
        return new Bus(new Ram(frames, full ? Contents.FULL : Contents.NONE));
    }

    @Provides
    @Singleton
    PageTableFormat format() {
        return registry.create(PageTableFormat.class, spec.hardware().pageTable());
    }

    @Provides
    @Singleton
    List<Cpu> cpus(PageTableFormat format, Bus bus) {
        List<Cpu> cpus = new ArrayList<>();
        for (int id = 0; id < spec.hardware().cpus(); id++) {
            Mmu mmu = new Mmu(format, bus.port(Initiator.WALKER), TlbGeometry.SKYLAKE);
            cpus.add(new Cpu(id, spec.hardware().cpuNodes().get(id), mmu));
        }
        return List.copyOf(cpus);
    }

    @Provides
    @Singleton
    TlbShootdown shootdown(List<Cpu> cpus, VmStat stat) {
        return new TlbShootdown(cpus, stat, events);
    }

    @Provides
    @Singleton
    NumaTopology topology() {
        HardwareSpec hardware = spec.hardware();
        return NumaTopology.withMadeUpNodes(
                hardware.distances().stream()
                        .map(row -> row.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new),
                hardware.cpuNodes().stream().mapToInt(Integer::intValue).toArray(),
                hardware.nodeBytes().stream().mapToLong(Long::longValue).toArray());
    }

    @Provides
    @Singleton
    AccessClock accessClock(EventClock clock, List<Cpu> cpus, PhysicalMemory memory, NumaTopology topology) {
        return new AccessClock(spec, clock, cpus, memory, topology);
    }

    @Provides
    @Singleton
    @Named("files")
    Disk fileDisk(EventClock clock, Bus bus) {
        return new Disk("files", FILE_DISK_BLOCKS, new SolidStateTiming(), clock, bus.port(Initiator.DMA));
    }

    @Provides
    @Singleton
    @Named("swap")
    Disk swapDisk(EventClock clock, Bus bus) {
        long blocks = Math.max(1, spec.reclaim().swapBytes() >>> 12);
        return new Disk("swap", blocks, new SolidStateTiming(), clock, bus.port(Initiator.DMA));
    }
}
