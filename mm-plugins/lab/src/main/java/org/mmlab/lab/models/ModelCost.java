package org.mmlab.lab.models;

import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * What one memory model costs on a machine; sizes in bytes, as in Linux.
 *
 * @param model its name
 * @param usable whether a machine with these nodes can have it
 * @param pageStructs memory for {@code struct page}
 * @param forHoles the part of it that describes frames which do not exist
 * @param tables section tables and types of pageblocks
 * @param pageTables pages that map the virtual memory map, above its 2 MiB pages
 * @param sections present sections; 0 where the model has none
 * @param allocations how many pieces of page structs are allocated at boot
 * @param byNode page structs by the node that gives the memory
 * @param simulatedBytes heap that this simulator takes for the same metadata
 * @param kind what is the same on every machine
 */
record ModelCost(
        String model,
        boolean usable,
        long pageStructs,
        long forHoles,
        long tables,
        long pageTables,
        int sections,
        int allocations,
        Map<Integer, Long> byNode,
        long simulatedBytes,
        ModelKind kind) {
    /** Everything together. */
    long total() {
        return pageStructs + tables + pageTables;
    }

    /** Where the page structs come from at boot, in words: {@code node 0: 2 MiB, node 1: 2 MiB}. */
    String places(LongFunction<String> size) {
        return byNode.entrySet().stream()
                .map(entry -> "node " + entry.getKey() + ": " + size.apply(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
