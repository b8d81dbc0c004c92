package org.mmlab.physical.memblock;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/**
 * The boot-time list of what memory there is and what of it is taken (Linux: {@code mm/memblock.c}, the functions without
 * their {@code memblock_} prefix).
 *
 * <p>Sizes are bytes; a size that would pass the highest address is cut there. Operations that may split or add regions return
 * {@link #OK}, or {@link #ENOMEM} if the array had to grow and found no room; they throw {@link MemblockPanic} where the kernel
 * would stop. Each costs time linear in the number of regions. One thread only: the machine's.
 */
public final class Memblock {
    /** Success. */
    public static final int OK = 0;

    /** The array of regions could not grow (Linux: {@code -ENOMEM}). */
    public static final int ENOMEM = -12;

    /** As a node to allocate from or to look at: any. */
    public static final int NUMA_NO_NODE = -1;

    /** What a failed allocation returns. */
    public static final @PhysAddr long ALLOC_FAILED = Addresses.phys(0);

    /** As an upper bound: up to the current limit (Linux: {@code MEMBLOCK_ALLOC_ACCESSIBLE}). */
    public static final @PhysAddr long ALLOC_ACCESSIBLE = Addresses.phys(0);

    /** As an upper bound: up to the current limit, and unknown to the leak detector (Linux: {@code MEMBLOCK_ALLOC_NOLEAKTRACE}). */
    public static final @PhysAddr long ALLOC_NOLEAKTRACE = Addresses.phys(1);

    /** As an upper bound: none (Linux: {@code MEMBLOCK_ALLOC_ANYWHERE}). */
    public static final @PhysAddr long ALLOC_ANYWHERE = PhysMath.PHYS_ADDR_MAX;

    private final MemblockState state;
    private final RegionEditor editor;
    private final MemblockAllocator allocator;
    private final MemblockQuery query;
    private final MemblockLimits limits;

    /** An empty memblock that says nothing and has no contents to clear. */
    public Memblock(MemblockConfig config) {
        this(config, MemblockLog.SILENT, BootRam.NO_CONTENTS);
    }

    /** An empty memblock whose messages go to {@code log} and which clears the memory that it hands out through {@code ram}. */
    public Memblock(MemblockConfig config, MemblockLog log, BootRam ram) {
        state = new MemblockState(config, log);
        RangeFinder finder = new RangeFinder(state);
        editor = new RegionEditor(state, finder);
        allocator = new MemblockAllocator(state, editor, finder, ram);
        query = new MemblockQuery(state);
        limits = new MemblockLimits(state, editor);
    }

    /** Hands out memory. */
    public MemblockAllocator allocator() {
        return allocator;
    }

    /** Answers questions and iterates. */
    public MemblockQuery query() {
        return query;
    }

    /** Cuts memory down to pages, to a total or to a window. */
    public MemblockLimits limits() {
        return limits;
    }

    /** What the kernel's build fixed. */
    public MemblockConfig config() {
        return state.config;
    }

    /** What memory there is. */
    public RegionArray memory() {
        return state.memory;
    }

    /** What of it, or beside it, is taken. */
    public RegionArray reserved() {
        return state.reserved;
    }

    /** What memory is installed, whatever limits were set. */
    public RegionArray physmem() {
        return state.physmem;
    }

    /** Adds memory of no node in particular. */
    public int add(@PhysAddr long base, long bytes) {
        editor.trace("memblock_add", base, bytes);
        return editor.add(state.memory, base, bytes, state.config.maxNumNodes(), MemblockFlags.NONE);
    }

    /** Adds memory of node {@code nid} with {@link MemblockFlags}; what is there already keeps its own. */
    public int addNode(@PhysAddr long base, long bytes, int nid, int flags) {
        editor.trace("memblock_add_node", base, bytes);
        return editor.add(state.memory, base, bytes, nid, flags);
    }

    /** Records installed memory. */
    public int physmemAdd(@PhysAddr long base, long bytes) {
        editor.trace("memblock_physmem_add", base, bytes);
        return editor.add(state.physmem, base, bytes, state.config.maxNumNodes(), MemblockFlags.NONE);
    }

    /** Takes memory away, as if it were not installed. */
    public int remove(@PhysAddr long base, long bytes) {
        editor.trace("memblock_remove", base, bytes);
        return editor.remove(state.memory, base, bytes);
    }

    /** Takes a range, whether there is memory or not; what is taken already stays as it is. */
    public int reserve(@PhysAddr long base, long bytes) {
        return editor.reserve(base, bytes);
    }

    /** Gives a range back; what was not taken stays free. */
    public int physFree(@PhysAddr long base, long bytes) {
        return editor.free(base, bytes);
    }

    /** Gives back what an allocation returned; {@link #ALLOC_FAILED} is ignored (Linux: {@code memblock_free}). */
    public void free(@PhysAddr long base, long bytes) {
        if (base != ALLOC_FAILED) {
            editor.free(base, bytes);
        }
    }

    /** Marks memory as unpluggable. */
    public int markHotplug(@PhysAddr long base, long bytes) {
        return editor.changeFlags(state.memory, base, bytes, MemblockFlags.HOTPLUG, MemblockFlags.NONE);
    }

    /** Marks memory as staying. */
    public int clearHotplug(@PhysAddr long base, long bytes) {
        return editor.changeFlags(state.memory, base, bytes, MemblockFlags.NONE, MemblockFlags.HOTPLUG);
    }

    /** Marks memory as mirrored, if {@link #setMirroredKernelcore} says so; allocations then try such memory first. */
    public int markMirror(@PhysAddr long base, long bytes) {
        if (!state.mirroredKernelcore) {
            return OK;
        }
        state.hasMirror = true;
        return editor.changeFlags(state.memory, base, bytes, MemblockFlags.MIRROR, MemblockFlags.NONE);
    }

    /** Marks memory as outside the direct map: it is not handed out any more. */
    public int markNomap(@PhysAddr long base, long bytes) {
        return editor.changeFlags(state.memory, base, bytes, MemblockFlags.NOMAP, MemblockFlags.NONE);
    }

    /** Puts memory back into the direct map. */
    public int clearNomap(@PhysAddr long base, long bytes) {
        return editor.changeFlags(state.memory, base, bytes, MemblockFlags.NONE, MemblockFlags.NOMAP);
    }

    /** Marks what is reserved in the range as not to be initialised in the frame table. */
    public int reservedMarkNoinit(@PhysAddr long base, long bytes) {
        return editor.changeFlags(state.reserved, base, bytes, MemblockFlags.RSRV_NOINIT, MemblockFlags.NONE);
    }

    /**
     * Gives the regions of {@code list}, one of this memblock's own, in the range to node {@code nid}, splitting those that
     * cross its ends.
     */
    public int setNode(@PhysAddr long base, long bytes, RegionArray list, int nid) {
        if (list != state.memory && list != state.reserved && list != state.physmem) {
            throw new IllegalArgumentException("the list '" + list.name()
                    + "' belongs to another memblock; pass memory(), reserved() or physmem()");
        }
        return editor.setNode(list, base, bytes, nid);
    }

    /** From now on full arrays grow instead of stopping the kernel; call it when all that must not be overwritten is reserved. */
    public void allowResize() {
        state.canResize = true;
    }

    /** Whether {@code kernelcore=mirror} was given, without which {@link #markMirror} does nothing. */
    public void setMirroredKernelcore(boolean given) {
        state.mirroredKernelcore = given;
    }

    /** Whether {@code movable_node} was given, with which unpluggable memory is not handed out. */
    public void setMovableNode(boolean given) {
        state.movableNode = given;
    }

    /** Whether any region was ever marked as mirrored (Linux: {@code memblock_has_mirror}). */
    public boolean hasMirror() {
        return state.hasMirror;
    }

    /** From which end allocations are made. */
    public AllocationDirection direction() {
        return state.direction;
    }

    /** Sets from which end allocations are made. */
    public void setDirection(AllocationDirection direction) {
        state.direction = direction;
    }

    /** Where allocations end that do not say it themselves, and where region arrays must lie below. */
    public @PhysAddr long currentLimit() {
        return state.currentLimit;
    }

    /** Sets where allocations end: what the kernel has mapped so far. */
    public void setCurrentLimit(@PhysAddr long limit) {
        state.currentLimit = limit;
    }

    /**
     * Puts a list into a recorded state: empties it, moves it back into a static array and fills it from parallel arrays, which
     * must be ascending and disjoint. For tests and replays; the kernel's own simulator does the same between its cases.
     */
    public void restore(RegionArray list, @PhysAddr long[] bases, long[] sizes, int[] flags, int[] nids) {
        list.reset(bases.length);
        for (int i = 0; i < bases.length; i++) {
            list.insert(i, bases[i], sizes[i], nids[i], flags[i]);
        }
    }
}
