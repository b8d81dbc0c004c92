package org.mmlab.api.translation;

import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;

/**
 * The shape of a format: its levels, its address widths and where the kernel's part begins. Immutable.
 *
 * @param levels the levels, the lowest (4 KiB pages) first; a format without a tree has one
 * @param entryBytes bytes of an entry, 4 or 8
 * @param virtualBits width of a virtual address; wider ones must be its sign extension, or zero on 32 bits
 * @param physicalBits width of a physical address that an entry can hold
 * @param userEnd first address that a process cannot have (Linux: {@code TASK_SIZE_MAX})
 * @param kernelStart first address of the kernel's part
 * @param slotRun pages whose level-1 slots lie side by side in memory: a power of two; a tree has one table's worth
 */
public record PageTableGeometry(
        List<LevelGeometry> levels,
        int entryBytes,
        int virtualBits,
        int physicalBits,
        @VirtAddr long userEnd,
        @VirtAddr long kernelStart,
        int slotRun) {
    /** Checks the record; the list is copied. */
    public PageTableGeometry {
        levels = List.copyOf(levels);
        if (levels.isEmpty() || levels.get(0).shift() != Addresses.PAGE_SHIFT) {
            throw new IllegalArgumentException("the first level of a page table must map 4 KiB pages, got " + levels);
        }
        if (entryBytes != 4 && entryBytes != 8) {
            throw new IllegalArgumentException("an entry has 4 or 8 bytes, got " + entryBytes);
        }
        if (Integer.bitCount(slotRun) != 1) {
            throw new IllegalArgumentException("slotRun must be a power of two, got " + slotRun);
        }
    }

    /** Number of levels. */
    public int depth() {
        return levels.size();
    }

    /** Level 1 and up. */
    public LevelGeometry level(int level) {
        return levels.get(level - 1);
    }

    /** Whether an entry of {@code level} may map a page itself. */
    public boolean hasLeaf(int level) {
        return level >= 1 && level <= levels.size() && levels.get(level - 1).leaf();
    }

    /** Whether the address is one that this architecture has: sign-extended on 64 bits, below 2^32 on 32. */
    public boolean isCanonical(@VirtAddr long va) {
        long raw = Addresses.rawVirt(va);
        if (virtualBits == Integer.SIZE) {
            return raw >>> Integer.SIZE == 0;
        }
        int unused = Long.SIZE - virtualBits;
        return raw << unused >> unused == raw;
    }

    /** First address after {@code va} whose level-1 slot does not lie right behind that of the page before. */
    public @VirtAddr long slotRunEnd(@VirtAddr long va) {
        long bytes = (long) slotRun << Addresses.PAGE_SHIFT;
        return (va & ~(bytes - 1)) + bytes;
    }
}
