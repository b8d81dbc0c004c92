package org.mmlab.kit.spec;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Turns a spec back into the text of its keys. */
final class SpecWriter {
    private SpecWriter() {}

    static Map<SpecKey, String> values(MachineSpec spec) {
        Map<SpecKey, String> values = new EnumMap<>(SpecKey.class);
        values.put(SpecKey.KERNEL, spec.kernel().text());
        values.put(SpecKey.SEED, Long.toString(spec.seed()));
        hardware(spec.hardware(), values);
        physical(spec.physical(), values);
        values.put(SpecKey.VMA_INDEX, spec.virtual().vmaIndex().toString());
        values.put(SpecKey.UNMAPPED_AREA, spec.virtual().unmappedArea().toString());
        values.put(SpecKey.OVERCOMMIT, word(spec.virtual().overcommit()));
        values.put(SpecKey.THP, spec.virtual().thp().toString());
        values.put(SpecKey.FAULT_AROUND, spec.virtual().faultAround().toString());
        values.put(SpecKey.FAULT_HANDLER, spec.virtual().faultHandler().toString());
        reclaim(spec.reclaim(), values);
        return values;
    }

    private static String cpuNodes(HardwareSpec hardware) {
        List<Integer> nodes = hardware.cpuNodes();
        boolean even = IntStream.range(0, nodes.size()).allMatch(cpu -> nodes.get(cpu) == cpu % hardware.nodes());
        return even ? "even" : nodes.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static void hardware(HardwareSpec hardware, Map<SpecKey, String> values) {
        values.put(SpecKey.RAM, Sizes.format(hardware.ramBytes()));
        values.put(
                SpecKey.NODE_RAM,
                hardware.nodeBytes().stream().map(Sizes::format).collect(Collectors.joining(",")));
        values.put(SpecKey.NODES, Integer.toString(hardware.nodes()));
        values.put(SpecKey.CPUS, Integer.toString(hardware.cpus()));
        values.put(SpecKey.CPU_NODES, cpuNodes(hardware));
        values.put(
                SpecKey.DISTANCES,
                hardware.distances().stream().map(SpecWriter::row).collect(Collectors.joining("/")));
        values.put(SpecKey.MEMMAP, hardware.memmap().isEmpty() ? "none" : hardware.memmap());
        values.put(SpecKey.PAGE_TABLE, hardware.pageTable().toString());
        values.put(SpecKey.CONTENTS, word(hardware.contents()));
        values.put(SpecKey.CACHES, word(hardware.caches()));
    }

    private static void physical(PhysicalSpec physical, Map<SpecKey, String> values) {
        values.put(SpecKey.MODEL, physical.model().toString());
        values.put(SpecKey.BOOT_ALLOCATOR, physical.bootAllocator().toString());
        values.put(SpecKey.DEFERRED_INIT, word(physical.deferredInit()));
        values.put(SpecKey.ALLOCATOR, physical.allocator().toString());
        values.put(SpecKey.PCP, word(physical.pcp()));
        values.put(SpecKey.PERCPU, word(physical.percpu()));
        values.put(SpecKey.ZONELIST, physical.zonelist().toString());
        values.put(SpecKey.MEMPOLICY, physical.memoryPolicy().toString());
        values.put(SpecKey.KERNELCORE, physical.kernelcore().isEmpty() ? "none" : physical.kernelcore());
        values.put(SpecKey.MOVABLECORE, physical.movablecore().isEmpty() ? "none" : physical.movablecore());
        values.put(
                SpecKey.HIGHMEM, physical.highmem() == PhysicalSpec.AUTO ? "auto" : Sizes.format(physical.highmem()));
        values.put(SpecKey.NUMA_FAKE, physical.numaFake().isEmpty() ? "none" : physical.numaFake());
        values.put(
                SpecKey.MIN_FREE_KBYTES,
                physical.minFreeKbytes() == PhysicalSpec.AUTO ? "auto" : Long.toString(physical.minFreeKbytes()));
        values.put(SpecKey.WATERMARK_SCALE_FACTOR, Integer.toString(physical.watermarkScaleFactor()));
        values.put(SpecKey.COMPACTION_PROACTIVENESS, Integer.toString(physical.compactionProactiveness()));
        values.put(SpecKey.CHECKED, word(physical.checked()));
        values.put(SpecKey.HOTPLUG, Sizes.format(physical.hotplug().bytes()));
        values.put(SpecKey.ONLINE_POLICY, word(physical.hotplug().onlinePolicy()));
        values.put(SpecKey.MEMMAP_ON_MEMORY, word(physical.hotplug().selfHosted()));
    }

    private static void reclaim(ReclaimSpec reclaim, Map<SpecKey, String> values) {
        values.put(SpecKey.RECLAIM, reclaim.replacement().toString());
        values.put(SpecKey.SIGHT, word(reclaim.sight()));
        values.put(SpecKey.READAHEAD, reclaim.readahead().toString());
        values.put(SpecKey.SWAP, Sizes.format(reclaim.swapBytes()));
        values.put(SpecKey.SWAP_BACKEND, reclaim.swapBackend().toString());
        values.put(SpecKey.SWAPPINESS, Integer.toString(reclaim.swappiness()));
        values.put(SpecKey.WRITEBACK, reclaim.writeback().toString());
        values.put(SpecKey.OOM, reclaim.oom().toString());
    }

    /** Quotes what YAML would read as something else than text. */
    static String yaml(String value) {
        return value.matches("[A-Za-z0-9][A-Za-z0-9._-]*") && !value.matches("on|off|yes|no|true|false|\\d+\\.\\d+")
                ? value
                : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String row(List<Integer> row) {
        return row.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
