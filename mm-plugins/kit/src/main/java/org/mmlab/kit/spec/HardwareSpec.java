package org.mmlab.kit.spec;

import java.util.List;
import org.mmlab.api.plugin.PolicyReference;

/**
 * The hardware of a machine.
 *
 * @param nodeBytes memory of each NUMA node in bytes, whole pages; 0 = memory-less
 * @param cpus CPUs in all
 * @param cpuNodes the node of each CPU
 * @param distances row i, column j: what node i pays to reach node j; 10 to itself
 * @param memmap path of a firmware map, or empty: the machine makes one for its memory
 * @param pageTable the page-table format
 * @param contents whether bytes are kept
 * @param caches whether SRAM caches are modelled
 */
public record HardwareSpec(
        List<Long> nodeBytes,
        int cpus,
        List<Integer> cpuNodes,
        List<List<Integer>> distances,
        String memmap,
        PolicyReference pageTable,
        Contents contents,
        Switch caches) {
    /** Whether the bytes of memory are kept. */
    public enum Contents {
        /** What is written is read back. */
        FULL,
        /** Metadata only. */
        NONE
    }

    /** Copies the lists. */
    public HardwareSpec {
        nodeBytes = List.copyOf(nodeBytes);
        cpuNodes = List.copyOf(cpuNodes);
        distances = distances.stream().map(List::copyOf).toList();
    }

    /** Number of NUMA nodes. */
    public int nodes() {
        return nodeBytes.size();
    }

    /** Memory in all, in bytes. */
    public long ramBytes() {
        return nodeBytes.stream().mapToLong(Long::longValue).sum();
    }
}
