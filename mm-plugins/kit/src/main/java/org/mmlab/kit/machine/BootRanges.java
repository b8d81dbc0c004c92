package org.mmlab.kit.machine;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.api.plugin.PolicyException;

/** Checks what a boot allocator answers against the RAM that it was told of, and against what it answered before. */
final class BootRanges {
    private final BootAllocator boot;
    private final List<RamRange> ram;
    private final RangeSet<Long> handedOver = TreeRangeSet.create();

    BootRanges(BootAllocator boot, List<RamRange> ram) {
        this.boot = boot;
        this.ram = ram;
    }

    BootAllocator boot() {
        return boot;
    }

    List<RamRange> ram() {
        return ram;
    }

    /**
     * Checks a run of frames that is handed over. O(ranges of RAM, and the logarithm of the runs before it).
     *
     * @throws PolicyException where it is not RAM of that node, or was handed over before
     */
    void checkRun(@Pfn long start, long count, int node) {
        long first = Addresses.rawPfn(start);
        boolean inside = count > 0
                && ram.stream()
                        .anyMatch(range -> range.node() == node
                                && range.startPfn() <= first
                                && count <= range.endPfn() - first
                                && first < range.endPfn());
        if (!inside || handedOver.intersects(Range.closedOpen(first, first + count))) {
            throw PolicyException.brokenBy(
                    BootAllocator.class,
                    boot,
                    "handOver",
                    count + " free frames from page frame " + first + " of node " + node,
                    "hand over each free run of RAM of a node once");
        }
        handedOver.add(Range.closedOpen(first, first + count));
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
