package org.mmlab.kit.machine;

import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.physical.page.PhysicalMemory;

/** Checks what a boot allocator answers against the RAM that it was told of. */
record BootRanges(BootAllocator boot, List<RamRange> ram) {
    /**
     * Checks a run of frames that is handed over.
     *
     * @throws PolicyException where it is not RAM of that node, or was handed over before
     */
    void checkRun(PhysicalMemory memory, @Pfn long start, long count, int node) {
        long first = Addresses.rawPfn(start);
        boolean inside = count > 0
                && ram.stream()
                        .anyMatch(range -> range.node() == node
                                && range.startPfn() <= first
                                && count <= range.endPfn() - first
                                && first < range.endPfn());
        boolean fresh = inside
                && memory.table().has(memory.map().frameOf(start), FrameFlag.RESERVED)
                && memory.table().has(memory.map().frameOf(start + count - 1), FrameFlag.RESERVED);
        if (!fresh) {
            throw PolicyException.brokenBy(
                    BootAllocator.class,
                    boot,
                    "handOver",
                    count + " free frames from page frame " + first + " of node " + node,
                    "hand over each free run of RAM of a node once");
        }
    }

    /**
     * Checks where an allocation lies.
     *
     * @throws PolicyException where it is not in RAM, or not aligned to a page
     */
    void checkPlace(long address, long bytes) {
        boolean inside = (address & Addresses.PAGE_OFFSET_MASK) == 0
                && ram.stream()
                        .anyMatch(range -> range.startPfn() <= address >>> Addresses.PAGE_SHIFT
                                && address >>> Addresses.PAGE_SHIFT < range.endPfn());
        if (!inside) {
            throw PolicyException.brokenBy(
                    BootAllocator.class,
                    boot,
                    "allocate",
                    "address 0x" + Long.toHexString(address) + " for " + bytes + " bytes",
                    "give the address of a page of the RAM that it was told of, or NO_PHYS");
        }
    }
}
