package org.mmlab.virtual.pagetable.radix;

import static org.mmlab.api.address.Addresses.NO_PFN;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.LevelGeometry;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.api.translation.PhysicalMemory;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.TableFrames;
import org.mmlab.api.translation.TableOwner;

/**
 * The page table of one address space, as a tree of table frames in simulated RAM.
 *
 * <p>The kernel's part of a process's root is a copy of the kernel table's; when the kernel's root changes, all copies follow
 * (Linux: {@code sync_global_pgds}). An {@link #ensure} for a kernel address is passed on to the kernel's table.
 */
public final class RadixPageTable implements PageTable {
    private final PageTableFormat format;
    private final PteCodec codec;
    private final PhysicalMemory memory;
    private final TableFrames frames;
    private final int depth;
    private final int[] shifts;
    private final int[] indexMasks;
    private final boolean wide;
    private final int entryShift;
    private final long kernelStart;
    private final int kernelIndex;
    private final @PhysAddr long root;
    private final long[] tables;
    private final @Nullable RadixPageTable kernel;
    private final List<RadixPageTable> sharers = new ArrayList<>();
    private int lookupLevel;
    private long cachedRegion = NO_REGION;
    private @PhysAddr long cachedTable = NO_PHYS;

    private static final long NO_REGION = -1;
    private static final long NOWHERE = -1;

    private RadixPageTable(
            PageTableFormat format,
            PhysicalMemory memory,
            TableFrames frames,
            @Nullable RadixPageTable kernel,
            @Pfn long rootFrame) {
        this.format = format;
        this.codec = format.codec();
        this.memory = memory;
        this.frames = frames;
        this.kernel = kernel;
        this.depth = format.geometry().depth();
        this.shifts = new int[depth + 1];
        this.indexMasks = new int[depth + 1];
        for (int level = 1; level <= depth; level++) {
            LevelGeometry geometry = format.geometry().level(level);
            shifts[level] = geometry.shift();
            indexMasks[level] = geometry.entries() - 1;
        }
        this.wide = format.geometry().entryBytes() == Long.BYTES;
        this.entryShift = wide ? 3 : 2;
        this.kernelStart = Addresses.rawVirt(format.geometry().kernelStart());
        this.kernelIndex = (int) (kernelStart >>> shifts[depth]) & indexMasks[depth];
        this.root = Addresses.physOf(rootFrame);
        this.tables = new long[depth + 1];
        tables[depth] = 1;
    }

    /**
     * A new, empty table.
     *
     * @return it, or null where memory ran out
     * @throws IllegalArgumentException where {@code kernel} is of another kind
     */
    public static @Nullable RadixPageTable create(
            PageTableFormat format, PhysicalMemory memory, TableFrames frames, @Nullable PageTable kernel) {
        if (kernel != null && !(kernel instanceof RadixPageTable)) {
            throw new IllegalArgumentException(
                    "the kernel's table must be of the same format, got " + kernel.getClass());
        }
        int depth = format.geometry().depth();
        @Pfn long rootFrame = frames.allocate(depth);
        if (rootFrame == NO_PFN) {
            return null;
        }
        memory.back(rootFrame);
        RadixPageTable kernelTable = (RadixPageTable) kernel;
        RadixPageTable table = new RadixPageTable(format, memory, frames, kernelTable, rootFrame);
        if (kernelTable != null) {
            kernelTable.share(table);
        }
        return table;
    }

    private void share(RadixPageTable process) {
        sharers.add(process);
        for (int index = kernelIndex; index <= indexMasks[depth]; index++) {
            process.store(process.entryAt(process.root, index), load(entryAt(root, index)));
        }
    }

    @Override
    public PageTableFormat format() {
        return format;
    }

    @Override
    public long root() {
        return Addresses.rawPhys(root);
    }

    @Override
    public long kernelRoot() {
        return Addresses.rawPhys(root);
    }

    private void checkLevel(int level) {
        if (level < 1 || level > depth) {
            throw new IllegalArgumentException("the page table has no level " + level + "; it has 1 to " + depth);
        }
    }

    @Override
    public @PhysAddr long find(@VirtAddr long va, int level) {
        checkLevel(level);
        long raw = Addresses.rawVirt(va);
        if (level == 1 && raw >>> shifts[2] == cachedRegion) {
            return entryAt(cachedTable, index(raw, 1));
        }
        @PhysAddr long table = root;
        for (int above = depth; above > level; above--) {
            long entry = load(entryAt(table, index(raw, above)));
            if (!codec.isTable(entry)) {
                return NO_PHYS;
            }
            table = Addresses.physOf(codec.tablePfn(entry));
        }
        if (level == 1) {
            remember(raw, table);
        }
        return entryAt(table, index(raw, level));
    }

    private void remember(long raw, @PhysAddr long table) {
        cachedRegion = raw >>> shifts[2];
        cachedTable = table;
    }

    @Override
    public @PhysAddr long ensure(@VirtAddr long va, int level) {
        checkLevel(level);
        long raw = Addresses.rawVirt(va);
        if (kernel != null && isKernel(raw)) {
            return kernel.ensure(va, level);
        }
        if (level == 1 && raw >>> shifts[2] == cachedRegion) {
            return entryAt(cachedTable, index(raw, 1));
        }
        @PhysAddr long table = root;
        for (int above = depth; above > level; above--) {
            @PhysAddr long slot = entryAt(table, index(raw, above));
            long entry = load(slot);
            if (!codec.isTable(entry)) {
                if (!codec.isNone(entry)) {
                    throw covered(va, above, entry);
                }
                @Pfn long frame = allocateTable(above - 1);
                if (frame == NO_PFN) {
                    return NO_PHYS;
                }
                entry = codec.makeTable(above, frame, ownerOf(raw));
                put(slot, entry);
            }
            table = Addresses.physOf(codec.tablePfn(entry));
        }
        if (level == 1) {
            remember(raw, table);
        }
        return entryAt(table, index(raw, level));
    }

    private IllegalStateException covered(@VirtAddr long va, int level, long entry) {
        return new IllegalStateException("no table below the "
                + format.geometry().level(level).name() + " entry 0x" + Long.toHexString(entry) + " of address 0x"
                + Long.toHexString(Addresses.rawVirt(va)) + ": a larger page is there; split it first");
    }

    private TableOwner ownerOf(long raw) {
        return isKernel(raw) ? TableOwner.KERNEL : TableOwner.USER;
    }

    private boolean isKernel(long raw) {
        return Long.compareUnsigned(raw, kernelStart) >= 0;
    }

    @Override
    public @PhysAddr long lookup(@VirtAddr long va) {
        long raw = Addresses.rawVirt(va);
        @PhysAddr long table = root;
        int level = depth;
        while (true) {
            @PhysAddr long slot = entryAt(table, index(raw, level));
            if (level == 1) {
                lookupLevel = 1;
                return slot;
            }
            long entry = load(slot);
            if (!codec.isTable(entry)) {
                lookupLevel = level;
                return slot;
            }
            table = Addresses.physOf(codec.tablePfn(entry));
            level--;
        }
    }

    @Override
    public int lookupLevel() {
        return lookupLevel;
    }

    @Override
    public long read(@PhysAddr long slot) {
        return load(slot);
    }

    @Override
    public void write(@PhysAddr long slot, long entry) {
        put(slot, entry);
    }

    /** Stores an entry, and in the copies of the kernel's root if it belongs there. */
    private void put(@PhysAddr long slot, long entry) {
        store(slot, entry);
        if (kernel == null && !sharers.isEmpty() && Addresses.pfnOf(slot) == Addresses.pfnOf(root)) {
            long offset = slot - root;
            if (offset >>> entryShift >= kernelIndex) {
                for (RadixPageTable process : sharers) {
                    process.store(process.root + offset, entry);
                }
            }
        }
    }

    @Override
    public @VirtAddr long nextPopulated(@VirtAddr long va, @VirtAddr long end) {
        long last = Addresses.rawVirt(end) - 1;
        long at = Addresses.rawVirt(va);
        while (Long.compareUnsigned(at, last) <= 0) {
            long next = skipEmpty(at, last);
            if (next == at) {
                return Addresses.pageDown(Addresses.virt(at));
            }
            if (next == NOWHERE) {
                return end;
            }
            at = next;
        }
        return end;
    }

    /** {@code raw} itself where an entry that is not none covers it; else the next address that may have one, or {@link #NOWHERE}. */
    private long skipEmpty(long raw, long last) {
        @PhysAddr long table = root;
        int level = depth;
        while (true) {
            int index = index(raw, level);
            long entry = load(entryAt(table, index));
            if (codec.isNone(entry)) {
                return skipRun(table, level, index, raw, last);
            }
            if (level == 1 || !codec.isTable(entry)) {
                return raw;
            }
            table = Addresses.physOf(codec.tablePfn(entry));
            level--;
        }
    }

    private long skipRun(@PhysAddr long table, int level, int from, long raw, long last) {
        long bytes = 1L << shifts[level];
        long at = raw & -bytes;
        int index = from;
        do {
            at += bytes;
            index++;
        } while (index <= indexMasks[level]
                && Long.compareUnsigned(at, last) <= 0
                && codec.isNone(load(entryAt(table, index))));
        return canonical(at);
    }

    /** {@code at}, or {@link #NOWHERE} where this half of the address space ends below it. */
    private long canonical(long at) {
        return format.geometry().isCanonical(Addresses.virt(at)) && at != 0 ? at : NOWHERE;
    }

    @Override
    public @Pfn long allocateTable(int level) {
        @Pfn long frame = frames.allocate(level);
        if (frame != NO_PFN) {
            memory.back(frame);
            tables[level]++;
        }
        return frame;
    }

    @Override
    public void installTable(@VirtAddr long va, int level, @Pfn long table) {
        @PhysAddr long slot = find(va, level + 1);
        if (slot == NO_PHYS) {
            throw new IllegalStateException(
                    "no " + format.geometry().level(level + 1).name() + " table for address 0x"
                            + Long.toHexString(Addresses.rawVirt(va)) + " to install a table in; ensure it first");
        }
        put(slot, codec.makeTable(level + 1, table, ownerOf(Addresses.rawVirt(va))));
    }

    @Override
    public @Pfn long detachTable(@VirtAddr long va, int level) {
        @PhysAddr long slot = find(va, level + 1);
        if (slot == NO_PHYS) {
            return NO_PFN;
        }
        long entry = load(slot);
        if (!codec.isTable(entry)) {
            return NO_PFN;
        }
        cachedRegion = NO_REGION;
        put(slot, PteCodec.NONE);
        return codec.tablePfn(entry);
    }

    @Override
    public void freeTable(@Pfn long table, int level) {
        memory.release(table);
        tables[level]--;
        frames.free(table, level);
    }

    @Override
    public @PhysAddr long slotIn(@Pfn long table, int level, @VirtAddr long va) {
        return entryAt(Addresses.physOf(table), index(Addresses.rawVirt(va), level));
    }

    @Override
    public void freeTables(@VirtAddr long start, @VirtAddr long end, @VirtAddr long floor, @VirtAddr long ceiling) {
        cachedRegion = NO_REGION;
        TableRange range = new TableRange(Addresses.rawVirt(floor), Addresses.rawVirt(ceiling));
        freeBelow(root, depth, Addresses.rawVirt(start), Addresses.rawVirt(end) - 1, range);
    }

    /** Frees the tables under the entries of {@code table} that cover [first, last] and none of a neighbour. */
    private void freeBelow(@PhysAddr long table, int level, long first, long last, TableRange range) {
        long bytes = 1L << shifts[level];
        for (long at = first; ; ) {
            long entryStart = at & -bytes;
            long entryLast = entryStart + bytes - 1;
            long stop = Long.compareUnsigned(entryLast, last) < 0 ? entryLast : last;
            @PhysAddr long slot = entryAt(table, index(at, level));
            long entry = load(slot);
            if (codec.isTable(entry)) {
                @PhysAddr long lower = Addresses.physOf(codec.tablePfn(entry));
                if (level > 2) {
                    freeBelow(lower, level - 1, at, stop, range);
                }
                if (range.holds(entryStart, entryLast)) {
                    assert isEmpty(lower, level - 1)
                            : "the table to be freed at 0x" + Long.toHexString(entryStart)
                                    + " still has entries; unmap the pages first";
                    put(slot, PteCodec.NONE);
                    freeTable(Addresses.pfnOf(lower), level - 1);
                }
            }
            if (stop == last) {
                return;
            }
            at = entryLast + 1;
        }
    }

    private boolean isEmpty(@PhysAddr long table, int level) {
        for (int index = 0; index <= indexMasks[level]; index++) {
            if (!codec.isNone(load(entryAt(table, index)))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long tables(int level) {
        return tables[level];
    }

    @Override
    public long tables() {
        long sum = 0;
        for (long count : tables) {
            sum += count;
        }
        return sum;
    }

    @Override
    public void destroy() {
        if (tables() != 1) {
            throw new IllegalStateException("a page table is destroyed with " + (tables() - 1)
                    + " tables below its root; call freeTables first");
        }
        if (kernel != null) {
            kernel.sharers.remove(this);
        }
        freeTable(Addresses.pfnOf(root), depth);
    }

    private int index(long raw, int level) {
        return (int) (raw >>> shifts[level]) & indexMasks[level];
    }

    private @PhysAddr long entryAt(@PhysAddr long table, int index) {
        return table + ((long) index << entryShift);
    }

    private long load(@PhysAddr long slot) {
        return wide ? memory.read64(slot) : memory.read32(slot);
    }

    private void store(@PhysAddr long slot, long entry) {
        if (wide) {
            memory.write64(slot, entry);
        } else {
            memory.write32(slot, entry);
        }
    }
}
