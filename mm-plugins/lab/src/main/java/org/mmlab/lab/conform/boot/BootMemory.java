package org.mmlab.lab.conform.boot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.MemoryModel.Range;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.physical.emulation.MemoryRange;
import org.mmlab.physical.emulation.NodeBlock;
import org.mmlab.physical.emulation.NumaEmulation;
import org.mmlab.physical.firmware.DmesgMap;
import org.mmlab.physical.firmware.E820Boot;
import org.mmlab.physical.firmware.FirmwareMap;
import org.mmlab.physical.firmware.FirmwareMapException;
import org.mmlab.physical.memblock.Memblock;
import org.mmlab.physical.memblock.MemblockConfig;
import org.mmlab.physical.model.MemoryBlocks;
import org.mmlab.physical.movable.MovableStart;
import org.mmlab.physical.node.LowMemory;
import org.mmlab.physical.node.ZoneLimits;
import org.mmlab.physical.node.ZoneSizing;
import org.mmlab.physical.zone.ZoneLayout;

/**
 * What the firmware's map, the command line and the SRAT make of memory, before there are zones.
 *
 * @param ranges memory by node, ascending
 * @param movableFrom index of the zone from which Movable is taken
 * @param movableStarts first frame of each node's Movable zone, 0 = none
 */
record BootMemory(List<Range> ranges, ZoneLayout layout, ZoneLimits limits, int movableFrom, long[] movableStarts) {
    private static final int NODES_SHIFT = 10;
    private static final long DMA32_END = 1L << 32;

    static BootMemory of(BootRecord record, int nodes) throws FirmwareMapException {
        FirmwareMap map = firmwareMap(record);
        Memblock memblock = new Memblock(MemblockConfig.numa64(NODES_SHIFT));
        boolean plain = !record.is64Bit() && !record.isPae();
        E820Boot.from(map, record.options().text())
                .fill(memblock, plain ? E820Boot.HIGHEST_OF_32_BITS : E820Boot.HIGHEST_OF_64_BITS);
        List<MemoryRange> memory = new ArrayList<>();
        for (int i = 0; i < memblock.memory().count(); i++) {
            memory.add(new MemoryRange(
                    Addresses.rawPhys(memblock.memory().base(i)),
                    Addresses.rawPhys(memblock.memory().end(i))));
        }
        List<NodeBlock> blocks = blocks(record, memory);
        List<Range> ranges = new ArrayList<>();
        memory.forEach(range -> assign(range, blocks, ranges));
        ranges.sort(Comparator.comparingLong(range -> Addresses.rawPfn(range.start())));
        return sized(record, merged(ranges), nodes);
    }

    /** The map that the kernel printed before any option changed it. */
    static FirmwareMap firmwareMap(BootRecord record) throws FirmwareMapException {
        List<String> lines = new ArrayList<>();
        record.dmesg().path("lines").forEach(line -> lines.add(line.asText()));
        return DmesgMap.parse(lines, record.name()).firmware().orElseThrow();
    }

    /** What belongs to which node: by the SRAT, or all to node 0 without one; cut anew where nodes are to be made up. */
    private static List<NodeBlock> blocks(BootRecord record, List<MemoryRange> memory) {
        List<NodeBlock> blocks = new ArrayList<>();
        for (JsonNode place : record.dmesg().path("srat_mem")) {
            blocks.add(new NodeBlock(
                    place.path(1).asLong(),
                    place.path(2).asLong() + 1,
                    place.path(0).asInt()));
        }
        if (blocks.isEmpty()) {
            blocks.add(new NodeBlock(0, memory.get(memory.size() - 1).end(), 0));
        }
        String fake = record.is64Bit() ? record.options().fakeNodes() : "";
        return fake.isEmpty()
                ? blocks
                : new NumaEmulation(memory, blocks, DMA32_END, record.kernel())
                        .split(fake)
                        .orElse(blocks);
    }

    private static void assign(MemoryRange memory, List<NodeBlock> blocks, List<Range> ranges) {
        for (NodeBlock block : blocks) {
            long from = Math.max(memory.start(), block.start()) >>> Addresses.PAGE_SHIFT;
            long to = Math.min(memory.end(), block.end()) >>> Addresses.PAGE_SHIFT;
            if (from < to) {
                ranges.add(new Range(Addresses.pfn(from), Addresses.pfn(to), block.node()));
            }
        }
    }

    private static List<Range> merged(List<Range> ranges) {
        List<Range> merged = new ArrayList<>();
        for (Range range : ranges) {
            Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && last.end() == range.start() && last.node() == range.node()) {
                merged.set(merged.size() - 1, new Range(last.start(), range.end(), range.node()));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    private static BootMemory sized(BootRecord record, List<Range> ranges, int nodes) {
        long first = Addresses.rawPfn(ranges.get(0).start());
        long max = Addresses.rawPfn(ranges.get(ranges.size() - 1).end());
        ZoneLayout layout = record.is64Bit() ? ZoneLayout.X86_64 : ZoneLayout.I386;
        ZoneLimits limits = record.is64Bit() ? ZoneLimits.x8664(first, max) : limitsOf32Bits(record, first, max);
        int movableFrom = ZoneSizing.highestZone(layout, limits);
        List<Range> hot = hotpluggable(record, ranges);
        long[] movable = record.options().movableNode()
                ? MovableStart.ofHotpluggable(hot, ranges, nodes)
                : MovableStart.of(
                        ranges,
                        nodes,
                        limits.low()[movableFrom],
                        record.options().movable());
        return new BootMemory(ranges, layout, limits, movableFrom, movable);
    }

    private static ZoneLimits limitsOf32Bits(BootRecord record, long first, long max) {
        LowMemory.Paging paging = record.isPae() ? LowMemory.Paging.PAE : LowMemory.Paging.PLAIN;
        long vmalloc = record.options().vmallocBytes();
        long most = vmalloc == 0 ? LowMemory.frames(paging) : LowMemory.frames(paging, vmalloc);
        LowMemory.Split split = LowMemory.split(paging, most, record.options().highmemFrames(), max);
        return ZoneLimits.i386(first, split.lowEnd(), split.end());
    }

    private static List<Range> hotpluggable(BootRecord record, List<Range> ranges) {
        List<Range> hot = new ArrayList<>();
        for (JsonNode place : record.dmesg().path("srat_mem")) {
            if (!place.path(3).asText().contains("hotplug")) {
                continue;
            }
            for (Range range : ranges) {
                long from =
                        Math.max(Addresses.rawPfn(range.start()), place.path(1).asLong() >>> Addresses.PAGE_SHIFT);
                long to =
                        Math.min(Addresses.rawPfn(range.end()), (place.path(2).asLong() + 1) >>> Addresses.PAGE_SHIFT);
                if (from < to) {
                    hot.add(new Range(Addresses.pfn(from), Addresses.pfn(to), range.node()));
                }
            }
        }
        return hot;
    }

    /** Frames of a memory block, by the rule for the machine's size. */
    long blockFrames() {
        return MemoryBlocks.frames(
                Addresses.rawPfn(ranges.get(ranges.size() - 1).end()));
    }

    /** The type of the zone from which Movable is taken. */
    ZoneType movableFromType() {
        return layout.type(movableFrom);
    }

    /** The memory of a node. */
    List<Range> of(int node) {
        return ranges.stream().filter(range -> range.node() == node).toList();
    }
}
