package org.mmlab.physical.memblock;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/** Cuts memory down: to aligned regions, to a total, to a window. */
public final class MemblockLimits {
    private final MemblockState state;
    private final RegionEditor editor;

    MemblockLimits(MemblockState state, RegionEditor editor) {
        this.state = state;
        this.editor = editor;
    }

    /**
     * Rounds every region of memory inwards to {@code align} bytes, a power of two, and drops what has nothing left (Linux:
     * {@code memblock_trim_memory}). The running total of bytes counts dropped regions only.
     */
    public void trimMemory(long align) {
        RegionArray memory = state.memory;
        for (int i = 0; i < memory.count(); i++) {
            @PhysAddr long start = PhysMath.roundUp(memory.base(i), align);
            @PhysAddr long end = PhysMath.roundDown(memory.end(i), align);
            if (start == memory.base(i) && end == memory.end(i)) {
                continue;
            }
            if (PhysMath.below(start, end)) {
                memory.trim(i, start, end);
            } else {
                memory.remove(i--);
            }
        }
    }

    /**
     * Keeps the first {@code bytes} bytes of memory and forgets the rest, reservations up there included; 0, or more than there
     * is, changes nothing (Linux: {@code memblock_enforce_memory_limit}).
     */
    public void enforceMemoryLimit(long bytes) {
        @PhysAddr long end = endOfFirst(bytes);
        if (end != PhysMath.PHYS_ADDR_MAX) {
            editor.remove(state.memory, end, -1L);
            editor.remove(state.reserved, end, -1L);
        }
    }

    /**
     * Keeps only what lies in [{@code base}, {@code base + bytes}); memory outside the direct map stays wherever it is
     * (Linux: {@code memblock_cap_memory_range}).
     */
    public void capMemoryRange(@PhysAddr long base, long bytes) {
        if (bytes == 0) {
            return;
        }
        if (state.memory.totalBytes() == 0) {
            state.log.print("memblock_cap_memory_range: No memory registered yet");
            return;
        }
        if (editor.keepOnly(state.memory, base, bytes) != Memblock.OK) {
            return;
        }
        editor.remove(state.reserved, Addresses.phys(0), Addresses.rawPhys(base));
        editor.remove(state.reserved, base + bytes, -1L);
    }

    /** Keeps the first {@code bytes} bytes of memory, and what is outside the direct map (Linux: {@code memblock_mem_limit_remove_map}). */
    public void memLimitRemoveMap(long bytes) {
        @PhysAddr long end = endOfFirst(bytes);
        if (end != PhysMath.PHYS_ADDR_MAX) {
            capMemoryRange(Addresses.phys(0), Addresses.rawPhys(end));
        }
    }

    /** Where the first {@code bytes} bytes of memory end; the highest address if there are no more than that, or {@code bytes} is 0. */
    private @PhysAddr long endOfFirst(long bytes) {
        long left = bytes;
        for (int i = 0; left != 0 && i < state.memory.count(); i++) {
            if (Long.compareUnsigned(left, state.memory.size(i)) <= 0) {
                return state.memory.base(i) + left;
            }
            left -= state.memory.size(i);
        }
        return PhysMath.PHYS_ADDR_MAX;
    }
}
