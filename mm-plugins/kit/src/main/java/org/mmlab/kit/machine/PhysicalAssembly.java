package org.mmlab.kit.machine;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.frame.IndexLists;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.memory.ZonelistPolicy;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.kit.spec.HardwareSpec;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.spec.PhysicalSpec;
import org.mmlab.kit.spec.Sizes;
import org.mmlab.kit.spec.Switch;
import org.mmlab.physical.model.MetadataPlacer;
import org.mmlab.physical.page.DeferredInit;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.page.PhysicalMemoryBuilder;
import org.mmlab.physical.pcp.PcpLists;
import org.mmlab.physical.percpu.FirstChunk;
import org.mmlab.physical.watermark.MinFree;
import org.mmlab.physical.zone.ZoneLayout;

/**
 * Boots physical memory: firmware ranges, boot allocator, frame metadata, zones, hand-over to the page allocator, watermarks. The
 * order is that of Linux's {@code start_kernel}: {@code setup_arch}, {@code mm_core_init}.
 */
final class PhysicalAssembly {
    /** Smallest machine: fewer frames cannot hold the page tables of a process and a page for it to touch. */
    static final long LEAST_FRAMES = 24;

    private static final long KERNEL_IMAGE_LIMIT = 16L << 20;
    private static final int KERNEL_SHARE = 16;

    private final MachineSpec spec;
    private final PolicyRegistry registry;
    private final ZonelistPolicy zonelists;
    private final VmStat vmstat;
    private final EventSink events;
    private @Nullable FirstChunk firstChunk;

    PhysicalAssembly(
            MachineSpec spec, PolicyRegistry registry, ZonelistPolicy zonelists, VmStat vmstat, EventSink events) {
        this.zonelists = zonelists;
        this.spec = spec;
        this.registry = registry;
        this.vmstat = vmstat;
        this.events = events;
    }

    /** Boots; the memory that comes back serves allocations. */
    PhysicalMemory boot(List<RamRange> ram, MetadataPlacer placer) {
        checkSize(ram);
        BootAllocator boot =
                registry.create(BootAllocator.class, spec.physical().bootAllocator());
        for (RamRange range : ram) {
            boot.addMemory(address(range.startPfn()), range.frames() << Addresses.PAGE_SHIFT, range.node());
        }
        boot.ready();
        BootRanges ranges = new BootRanges(boot, ram);
        long image = Math.min(KERNEL_IMAGE_LIMIT, bytes(ram) / KERNEL_SHARE) & -Addresses.PAGE_SIZE;
        if (image > 0) {
            take(ranges, image, 0, "the kernel image");
        }
        placer.switchTo((bytes, node, what) ->
                Addresses.rawPhys(take(ranges, Math.max(1, Math.min(bytes, metadataLimit(ram))), node, what)));
        PhysicalMemoryBuilder builder = builder(ram, placer);
        PhysicalMemory memory = builder.build();
        firstChunk = spec.physical().percpu() == Switch.ON ? PerCpuBoot.embed(spec, boot) : null;
        boot.handOver((start, count, node) -> {
            ranges.checkRun(start, count, node);
            memory.handOver(start, count, node);
        });
        builder.finish(memory);
        tune(memory);
        return memory;
    }

    /**
     * What was deferred is initialised while the machine runs; then all is computed again that depends on the sizes of zones, as after memory
     * was plugged.
     */
    void initialiseLate(PhysicalMemory memory, VirtualClock clock) {
        if (memory.deferred().pending()) {
            memory.deferred().start(clock, () -> {
                memory.reserves().init();
                tune(memory);
            });
        }
    }

    /** The units that were set up for per-CPU variables while booting, or null. */
    @Nullable FirstChunk firstChunk() {
        return firstChunk;
    }

    private void checkSize(List<RamRange> ram) {
        if (bytes(ram) < LEAST_FRAMES << Addresses.PAGE_SHIFT) {
            throw tooSmall((bytes(ram) >>> Addresses.PAGE_SHIFT)
                    + " usable frames, the kernel and one process need at least "
                    + LEAST_FRAMES + "; give " + where() + Sizes.format((LEAST_FRAMES + 1) << Addresses.PAGE_SHIFT)
                    + " or more");
        }
    }

    /**
     * Memory for the kernel itself: on 32 bits low memory, all that it can reach (Linux: {@code memblock_set_current_limit}), and other
     * only where that is too small for what 64 GiB need.
     */
    private @PhysAddr long take(BootRanges ranges, long bytes, int node, String what) {
        @PhysAddr long anywhere = Addresses.phys(0);
        @PhysAddr long place = ranges.boot().allocate(bytes, Addresses.PAGE_SIZE, anywhere, lowEnd(ranges.ram()), node);
        if (place == Addresses.NO_PHYS && BootLayout.is32Bit(spec)) {
            place = ranges.boot().allocate(bytes, Addresses.PAGE_SIZE, anywhere, anywhere, node);
        }
        if (place == Addresses.NO_PHYS) {
            throw tooSmall("no room for " + what + " (" + Sizes.format(bytes) + "); give it more memory");
        }
        ranges.checkPlace(Addresses.rawPhys(place), bytes);
        return place;
    }

    private @PhysAddr long lowEnd(List<RamRange> ram) {
        return BootLayout.is32Bit(spec) ? address(BootOptions.split(spec, ram).lowEnd()) : Addresses.phys(0);
    }

    private BootException tooSmall(String problem) {
        String map = spec.hardware().memmap();
        String what = map.isEmpty() ? "RAM " + Sizes.format(spec.hardware().ramBytes()) : map + ": the map's memory";
        return new BootException(what + " is too small to boot: " + problem);
    }

    private String where() {
        return spec.hardware().memmap().isEmpty() ? "--ram " : "usable memory in the map: ";
    }

    private PhysicalMemoryBuilder builder(List<RamRange> ram, MetadataPlacer placer) {
        HardwareSpec hardware = spec.hardware();
        PhysicalSpec physical = spec.physical();
        PhysicalMemoryBuilder builder = new PhysicalMemoryBuilder()
                .kernel(spec.kernel())
                .topology(distances(), cpuNodes())
                .model(registry.create(MemoryModel.class, physical.model()), placer)
                .allocator(registry.create(FrameAllocator.class, physical.allocator()))
                .zonelists(zonelists)
                .deferredInit(BootLayout.is32Bit(spec) ? DeferredInit.OFF : physical.deferredInit())
                .checks(physical.checked() == Switch.ON ? IndexLists.Checks.ON : IndexLists.Checks.OFF)
                .events(vmstat, events);
        builder.sectionShift(BootLayout.sectionShift(spec));
        architecture(builder, ram);
        builder.movableStarts(MovableShare.starts(spec, ram));
        for (RamRange range : ram) {
            builder.range(range.startPfn(), range.endPfn(), range.node());
        }
        return builder;
    }

    /** docs/decisions/0001: a machine smaller than a section of the sparse models pays for its own frames alone. */
    private static long metadataLimit(List<RamRange> ram) {
        return (bytes(ram) >>> Addresses.PAGE_SHIFT) * MemoryModel.LINUX_STRUCT_PAGE_BYTES;
    }

    private void architecture(PhysicalMemoryBuilder builder, List<RamRange> ram) {
        if (!BootLayout.is32Bit(spec)) {
            return;
        }
        builder.layout(ZoneLayout.I386, BootOptions.split(spec, ram).lowEnd());
        if (!spec.hardware().pageTable().name().equals("i386-pae")) {
            builder.pageblockOrder(FrameAllocator.MAX_ORDER).pcpLists(PcpLists.WITHOUT_HUGE);
        }
    }

    private void tune(PhysicalMemory memory) {
        PhysicalSpec physical = spec.physical();
        memory.context().tunables().setWatermarkScaleFactor(physical.watermarkScaleFactor());
        long least = memory.reserves().totalFrames() * (Addresses.PAGE_SIZE / 1024) / 32;
        if (least < memory.context().tunables().minFreeKbytes()) {
            // docs/decisions/0001: the kernel's lower bound of 128 KiB would leave nothing of a machine this small
            memory.context().tunables().setMinFreeKbytes((int) least);
        }
        if (startsKhugepaged(memory)) {
            memory.reserves().startHugePages();
        }
        if (physical.minFreeKbytes() != PhysicalSpec.AUTO) {
            memory.context().tunables().setMinFreeKbytes((int) physical.minFreeKbytes());
            memory.context().tunables().setUserMinFreeKbytes((int) physical.minFreeKbytes());
        }
        memory.reserves().setupWatermarks();
        if (physical.pcp() == Switch.OFF) {
            memory.reserves().switchPcpOff();
            memory.drainAll();
        }
    }

    /**
     * khugepaged asks for room to keep pageblocks apart (Linux: {@code hugepage_init}, {@code start_stop_khugepaged}); it does not run where
     * huge pages are never used, nor on machines below 512 MiB, for which Linux switches them off.
     */
    private boolean startsKhugepaged(PhysicalMemory memory) {
        long frames = memory.reserves().totalFrames() + memory.deferred().frames();
        return !spec.virtual().thp().name().equals("never")
                && !spec.hardware().pageTable().name().equals("mips-soft")
                && !MinFree.tooSmallForHugePages(frames);
    }

    private int[][] distances() {
        return spec.hardware().distances().stream()
                .map(row -> row.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private int[] cpuNodes() {
        return spec.hardware().cpuNodes().stream().mapToInt(Integer::intValue).toArray();
    }

    private static long bytes(List<RamRange> ram) {
        return ram.stream().mapToLong(RamRange::frames).sum() << Addresses.PAGE_SHIFT;
    }

    private static @PhysAddr long address(long pfn) {
        return Addresses.physOf(Addresses.pfn(pfn));
    }
}
