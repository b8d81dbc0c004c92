package org.mmlab.kit.machine;

import java.util.Collection;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.memory.ZonelistPolicy;
import org.mmlab.hardware.ram.Ram;
import org.mmlab.kit.spec.HotplugSpec;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.spec.Sizes;
import org.mmlab.physical.contig.RangeMigrator;
import org.mmlab.physical.hotplug.BlockTable;
import org.mmlab.physical.hotplug.HotplugOutcome;
import org.mmlab.physical.hotplug.HotplugRules;
import org.mmlab.physical.hotplug.MachineBlockFrames;
import org.mmlab.physical.hotplug.MemoryBlock;
import org.mmlab.physical.hotplug.MemoryHotplug;
import org.mmlab.physical.hotplug.OnlineType;
import org.mmlab.physical.model.MemoryBlocks;
import org.mmlab.physical.model.MetadataPlacer;
import org.mmlab.physical.page.DeferredPages;
import org.mmlab.physical.page.PhysicalMemory;

/**
 * The slots for memory of a machine. Devices are put into the lowest gap of the room that the specification leaves for them, which starts
 * behind all memory of boot, at a multiple of 1 GiB from 4 GiB up, as PC firmware places it. A machine whose memory model has no sections
 * has no memory blocks, and refuses everything.
 */
final class MemoryPlugs {
    private static final long ROOM_ALIGNMENT_FRAMES = 1L << 18;
    private static final long FOUR_GIB_FRAMES = 1L << 20;

    private final @Nullable MemoryHotplug hotplug;
    private final PhysicalZones zones;
    private final DeferredPages deferred;
    private final HotplugSpec room;
    private final String model;
    private final long roomStart;

    /** What the composition root gives. */
    record Parts(
            MachineSpec spec,
            PhysicalMemory memory,
            List<RamRange> ranges,
            ZonelistPolicy zonelists,
            MetadataPlacer placer,
            PhysicalZones zones,
            RangeMigrator migrator,
            Ram ram) {}

    MemoryPlugs(Parts parts) {
        zones = parts.zones();
        deferred = parts.memory().deferred();
        room = parts.spec().physical().hotplug();
        model = parts.spec().physical().model().name();
        long end = parts.ranges().stream().mapToLong(RamRange::endPfn).max().orElse(1);
        long align = Math.max(ROOM_ALIGNMENT_FRAMES, MemoryBlocks.frames(end));
        roomStart = (Math.max(end, FOUR_GIB_FRAMES) + align - 1) / align * align;
        boolean wide = !parts.spec().hardware().pageTable().name().startsWith("i386")
                && !parts.spec().hardware().pageTable().name().equals("mips-soft");
        hotplug = model.startsWith("sparse") && wide ? hotplug(parts, MemoryBlocks.frames(end)) : null;
    }

    private static MemoryHotplug hotplug(Parts parts, long blockFrames) {
        List<MemoryModel.Range> ranges = parts.ranges().stream()
                .map(range -> new MemoryModel.Range(
                        Addresses.pfn(range.startPfn()), Addresses.pfn(range.endPfn()), range.node()))
                .toList();
        HotplugSpec spec = parts.spec().physical().hotplug();
        HotplugRules rules = new HotplugRules(
                spec.onlinePolicy(),
                HotplugRules.DEFAULT_RATIO,
                HotplugRules.Scope.NODE_TOO,
                HotplugRules.Overlap.KERNEL,
                spec.selfHosted());
        PhysicalMemory memory = parts.memory();
        return new MemoryHotplug(
                memory.nodes(),
                memory.reserves(),
                parts.zonelists(),
                rules,
                new BlockTable(memory.nodes(), blockFrames, ranges),
                new MachineBlockFrames(
                        memory,
                        parts.migrator(),
                        parts.placer(),
                        frames -> parts.ram().grow(Math.max(frames, parts.ram().frames()))));
    }

    private HotplugOutcome impossible() {
        return HotplugOutcome.refused(
                HotplugOutcome.Code.EINVAL,
                "this machine has no memory blocks, because its memory model is " + model
                        + " or its kernel has 32 bits; use model sparse or sparse-vmemmap and an x86-64 page table");
    }

    Collection<MemoryBlock> blocks() {
        return hotplug == null ? List.of() : hotplug.blocks().all();
    }

    String validZones(MemoryBlock block) {
        return hotplug == null ? "none" : hotplug.choice().validZones(block);
    }

    HotplugOutcome add(int node, long bytes) {
        if (hotplug == null) {
            return impossible();
        }
        deferred.await();
        long unit = hotplug.blocks().blockFrames();
        long frames = bytes >>> Addresses.PAGE_SHIFT;
        if (frames % unit != 0 || frames << Addresses.PAGE_SHIFT != bytes || frames == 0) {
            return HotplugOutcome.refused(
                    HotplugOutcome.Code.EINVAL,
                    "a device of " + Sizes.format(bytes) + " is not a number of whole memory blocks, which have "
                            + Sizes.format(unit << Addresses.PAGE_SHIFT) + " each");
        }
        long start = gap(hotplug.blocks(), frames);
        if (start + frames > roomStart + (room.bytes() >>> Addresses.PAGE_SHIFT)) {
            return HotplugOutcome.refused(
                    HotplugOutcome.Code.EINVAL,
                    "there is no gap of " + Sizes.format(bytes) + " in the room for plugged memory, which is "
                            + Sizes.format(room.bytes()) + " in all; give the machine more with 'hotplug'");
        }
        HotplugOutcome outcome = hotplug.add(node, start, frames);
        zones.refresh();
        return outcome;
    }

    private long gap(BlockTable blocks, long frames) {
        long start = roomStart;
        for (MemoryBlock block : blocks.all()) {
            if (block.end() > start && block.start() < start + frames) {
                start = block.end();
            }
        }
        return start;
    }

    HotplugOutcome online(long block, OnlineType type) {
        if (hotplug == null) {
            return impossible();
        }
        deferred.await();
        HotplugOutcome outcome = hotplug.online(block, type);
        zones.refresh();
        return outcome;
    }

    HotplugOutcome offline(long block) {
        if (hotplug == null) {
            return impossible();
        }
        deferred.await();
        HotplugOutcome outcome = hotplug.offline(block);
        zones.refresh();
        return outcome;
    }

    HotplugOutcome remove(long firstBlock, long count) {
        if (hotplug == null) {
            return impossible();
        }
        deferred.await();
        long unit = hotplug.blocks().blockFrames();
        return hotplug.remove(firstBlock * unit, count * unit);
    }
}
