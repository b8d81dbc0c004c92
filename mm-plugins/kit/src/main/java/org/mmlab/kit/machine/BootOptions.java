package org.mmlab.kit.machine;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.kit.spec.HardwareSpec;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.spec.PhysicalSpec;
import org.mmlab.kit.spec.Sizes;
import org.mmlab.physical.emulation.MemoryRange;
import org.mmlab.physical.emulation.NodeBlock;
import org.mmlab.physical.emulation.NumaEmulation;
import org.mmlab.physical.node.LowMemory;

/**
 * A machine as its kernel sees it after the command line's say: memory above what {@code highmem=} asks for is given up (Linux:
 * {@code find_low_pfn_range}), and {@code numa=fake=} makes nodes up (Linux: {@code numa_emulation}).
 *
 * @param spec the specification with the nodes that the kernel sees; a made-up node is as far from others as the real ones are in which
 *     they lie, and a CPU is on the first made-up node of its own
 * @param firmware the firmware's map, and the memory that is used, by those nodes
 */
record BootOptions(MachineSpec spec, FirmwareMemory firmware) {
    private static final long DMA32_END = 1L << 32;

    /**
     * Reads the firmware's map and heeds the options.
     *
     * @throws BootException where the map cannot be read or booted with, or too many nodes would be made
     */
    static BootOptions of(MachineSpec spec) {
        FirmwareMemory firmware = FirmwareMemory.of(spec.hardware());
        PhysicalSpec physical = spec.physical();
        if (physical.highmem() != PhysicalSpec.AUTO) {
            long end = split(spec, firmware.ram()).end();
            return new BootOptions(spec, new FirmwareMemory(firmware.map(), below(firmware.ram(), end)));
        }
        return physical.numaFake().isEmpty() ? new BootOptions(spec, firmware) : madeUp(spec, firmware);
    }

    /** Where low memory and all memory end on a machine of 32 bits. */
    static LowMemory.Split split(MachineSpec spec, List<RamRange> ram) {
        boolean pae = spec.hardware().pageTable().name().equals("i386-pae");
        LowMemory.Paging paging = pae ? LowMemory.Paging.PAE : LowMemory.Paging.PLAIN;
        long asked = spec.physical().highmem();
        return LowMemory.split(
                paging,
                LowMemory.frames(paging),
                asked == PhysicalSpec.AUTO ? LowMemory.NOT_GIVEN : asked >>> Addresses.PAGE_SHIFT,
                ram.get(ram.size() - 1).endPfn());
    }

    private static List<RamRange> below(List<RamRange> ram, long end) {
        List<RamRange> used = new ArrayList<>();
        for (RamRange range : ram) {
            if (range.startPfn() < end) {
                used.add(new RamRange(range.startPfn(), Math.min(end, range.endPfn()), range.node()));
            }
        }
        return used;
    }

    private static BootOptions madeUp(MachineSpec spec, FirmwareMemory firmware) {
        List<MemoryRange> memory = firmware.ram().stream()
                .map(range -> new MemoryRange(bytes(range.startPfn()), bytes(range.endPfn())))
                .toList();
        List<NodeBlock> real = real(firmware.ram());
        List<NodeBlock> made = new NumaEmulation(memory, real, DMA32_END, spec.kernel())
                .split(spec.physical().numaFake())
                .orElse(List.of());
        if (made.isEmpty()) {
            return new BootOptions(spec, firmware); // as the kernel does that can make none
        }
        int nodes = 1 + made.stream().mapToInt(NodeBlock::node).max().orElse(0);
        if (nodes > Long.SIZE) {
            throw new BootException("numa-fake: '" + spec.physical().numaFake() + "' makes " + nodes
                    + " nodes of " + Sizes.format(spec.hardware().ramBytes()) + "; at most " + Long.SIZE
                    + " are modelled, so ask for fewer or larger ones");
        }
        int[] realOf = new int[nodes];
        made.forEach(block -> realOf[block.node()] = nodeAt(real, block.start()));
        List<RamRange> ram = cut(firmware.ram(), made);
        return new BootOptions(
                new MachineSpec(
                        spec.kernel(),
                        spec.seed(),
                        seen(spec.hardware(), ram, realOf),
                        spec.physical(),
                        spec.virtual(),
                        spec.reclaim()),
                new FirmwareMemory(firmware.map(), ram));
    }

    /** The real nodes as an SRAT would tell them: the memory of one up to that of the next, from address 0. */
    private static List<NodeBlock> real(List<RamRange> ram) {
        List<NodeBlock> blocks = new ArrayList<>();
        for (RamRange range : ram) {
            NodeBlock last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
            if (last != null && last.node() == range.node()) {
                blocks.set(blocks.size() - 1, new NodeBlock(last.start(), bytes(range.endPfn()), range.node()));
            } else {
                blocks.add(
                        new NodeBlock(last == null ? 0 : bytes(range.startPfn()), bytes(range.endPfn()), range.node()));
            }
        }
        return blocks;
    }

    private static int nodeAt(List<NodeBlock> real, long address) {
        int node = real.get(0).node();
        for (NodeBlock block : real) {
            node = block.start() <= address ? block.node() : node;
        }
        return node;
    }

    private static List<RamRange> cut(List<RamRange> ram, List<NodeBlock> made) {
        List<RamRange> ranges = new ArrayList<>();
        for (RamRange range : ram) {
            for (NodeBlock block : made) {
                long from = Math.max(range.startPfn(), block.start() >>> Addresses.PAGE_SHIFT);
                long to = Math.min(range.endPfn(), block.end() >>> Addresses.PAGE_SHIFT);
                if (from < to) {
                    ranges.add(new RamRange(from, to, block.node()));
                }
            }
        }
        return ranges;
    }

    private static HardwareSpec seen(HardwareSpec real, List<RamRange> ram, int[] realOf) {
        List<Long> nodeBytes = new ArrayList<>();
        List<List<Integer>> distances = new ArrayList<>();
        for (int node = 0; node < realOf.length; node++) {
            long frames = 0;
            for (RamRange range : ram) {
                frames += range.node() == node ? range.frames() : 0;
            }
            nodeBytes.add(bytes(frames));
            List<Integer> row = new ArrayList<>();
            for (int other : realOf) {
                row.add(real.distances().get(realOf[node]).get(other));
            }
            distances.add(row);
        }
        List<Integer> cpuNodes = new ArrayList<>();
        for (int node : real.cpuNodes()) {
            cpuNodes.add(firstOf(realOf, node));
        }
        return new HardwareSpec(
                nodeBytes,
                real.cpus(),
                cpuNodes,
                distances,
                real.memmap(),
                real.pageTable(),
                real.contents(),
                real.caches());
    }

    /** The first made-up node of a real one; the first of all where that has no memory, and so none. */
    private static int firstOf(int[] realOf, int node) {
        for (int made = 0; made < realOf.length; made++) {
            if (realOf[made] == node) {
                return made;
            }
        }
        return 0;
    }

    private static long bytes(long frames) {
        return frames << Addresses.PAGE_SHIFT;
    }
}
