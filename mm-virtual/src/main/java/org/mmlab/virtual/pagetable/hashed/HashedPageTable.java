package org.mmlab.virtual.pagetable.hashed;

import static org.mmlab.api.address.Addresses.NO_PFN;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.api.translation.PhysicalMemory;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.TableFrames;

/**
 * The hashed table of one address space. Look-ups cost O(1) on average; {@link #nextPopulated} and {@link #freeTables} cost
 * O(clusters in the range) or O(nodes in the table), whichever is less. The bucket array doubles when there are more than
 * {@value #LOAD} nodes to a bucket; entries never move. The kernel's addresses are in the kernel's own table.
 */
final class HashedPageTable implements PageTable {
    private static final int LOAD = 2;

    private final PageTableFormat format;
    private final PteCodec codec;
    private final PhysicalMemory memory;
    private final FrameSource frames;
    private final NodePool pool;
    private final @Nullable HashedPageTable kernel;
    private final long kernelStart;
    private final long directory;
    private int size;
    private int lookupLevel;

    private HashedPageTable(
            PageTableFormat format,
            PhysicalMemory memory,
            FrameSource frames,
            @Nullable HashedPageTable kernel,
            @Pfn long rootFrame) {
        this.format = format;
        this.codec = format.codec();
        this.memory = memory;
        this.frames = frames;
        this.pool = new NodePool(memory, frames);
        this.kernel = kernel;
        this.kernelStart = Addresses.rawVirt(format.geometry().kernelStart());
        this.directory = Addresses.rawPhys(Addresses.physOf(rootFrame));
    }

    static @Nullable HashedPageTable create(
            PageTableFormat format, PhysicalMemory memory, TableFrames tableFrames, @Nullable PageTable kernel) {
        if (kernel != null && !(kernel instanceof HashedPageTable)) {
            throw new IllegalArgumentException(
                    "the kernel's table must be of the same format, got " + kernel.getClass());
        }
        FrameSource frames = new FrameSource(memory, tableFrames);
        @Pfn long rootFrame = frames.take();
        if (rootFrame == NO_PFN) {
            return null;
        }
        @Pfn long buckets = frames.take();
        if (buckets == NO_PFN) {
            frames.give(rootFrame);
            return null;
        }
        memory.write64(Addresses.physOf(rootFrame), Addresses.rawPhys(Addresses.physOf(buckets)));
        return new HashedPageTable(format, memory, frames, (HashedPageTable) kernel, rootFrame);
    }

    @Override
    public PageTableFormat format() {
        return format;
    }

    @Override
    public long root() {
        return directory;
    }

    @Override
    public long kernelRoot() {
        return kernel == null ? root() : kernel.root();
    }

    /** The table that has an address. */
    private HashedPageTable owner(long raw) {
        return kernel != null && Long.compareUnsigned(raw, kernelStart) >= 0 ? kernel : this;
    }

    private static void checkLevel(int level) {
        if (level != 1) {
            throw new IllegalArgumentException(
                    "the hashed page table has no level " + level + "; it has level 1 alone");
        }
    }

    @Override
    public @PhysAddr long find(@VirtAddr long va, int level) {
        checkLevel(level);
        long raw = Addresses.rawVirt(va);
        long node = owner(raw).node(HashLayout.cluster(raw));
        return node == NodePool.NO_NODE ? NO_PHYS : HashLayout.entrySlot(node, raw);
    }

    private long node(long cluster) {
        long tag = HashLayout.tag(cluster);
        long node = read(bucketSlot(cluster));
        while (node != NodePool.NO_NODE && read(Addresses.phys(node)) != tag) {
            node = read(Addresses.phys(node + HashLayout.NEXT));
        }
        return node;
    }

    private @PhysAddr long bucketSlot(long cluster) {
        return bucketSlot(HashLayout.bucket(cluster, size));
    }

    private @PhysAddr long bucketSlot(int bucket) {
        return HashLayout.bucketSlot(read(HashLayout.directorySlot(directory, bucket)), bucket);
    }

    @Override
    public @PhysAddr long ensure(@VirtAddr long va, int level) {
        checkLevel(level);
        long raw = Addresses.rawVirt(va);
        long node = owner(raw).ensureNode(HashLayout.cluster(raw));
        return node == NodePool.NO_NODE ? NO_PHYS : HashLayout.entrySlot(node, raw);
    }

    private long ensureNode(long cluster) {
        long found = node(cluster);
        if (found != NodePool.NO_NODE) {
            return found;
        }
        long node = pool.allocate();
        if (node == NodePool.NO_NODE) {
            return node;
        }
        if (pool.nodes() > (long) LOAD * HashLayout.BUCKETS_PER_FRAME << size && size < HashLayout.MAX_SIZE) {
            grow();
        }
        store(node, HashLayout.tag(cluster));
        linkFirst(bucketSlot(cluster), node);
        return node;
    }

    private void linkFirst(@PhysAddr long bucketSlot, long node) {
        store(node + HashLayout.NEXT, read(bucketSlot));
        memory.write64(bucketSlot, node);
    }

    /** Doubles the bucket array and shares every chain out between its old bucket and the new one. Without memory, nothing. */
    private void grow() {
        int oldFrames = 1 << size;
        for (int i = 0; i < oldFrames; i++) {
            @Pfn long pfn = frames.take();
            if (pfn == NO_PFN) {
                giveBuckets(oldFrames, i);
                return;
            }
            store(directory + (long) (oldFrames + i) * HashLayout.WORD, Addresses.rawPhys(Addresses.physOf(pfn)));
        }
        size++;
        store(directory + HashLayout.SIZE, size);
        for (int bucket = 0; bucket < oldFrames * HashLayout.BUCKETS_PER_FRAME; bucket++) {
            split(bucket);
        }
    }

    private void split(int bucket) {
        @PhysAddr long slot = bucketSlot(bucket);
        long node = read(slot);
        memory.write64(slot, NodePool.NO_NODE);
        while (node != NodePool.NO_NODE) {
            long next = read(Addresses.phys(node + HashLayout.NEXT));
            linkFirst(bucketSlot(HashLayout.clusterOfTag(read(Addresses.phys(node)))), node);
            node = next;
        }
    }

    private void giveBuckets(int first, int count) {
        for (int i = first; i < first + count; i++) {
            long slot = directory + (long) i * HashLayout.WORD;
            frames.give(Addresses.pfnOf(Addresses.phys(read(Addresses.phys(slot)))));
            store(slot, 0);
        }
    }

    @Override
    public @PhysAddr long lookup(@VirtAddr long va) {
        @PhysAddr long slot = find(va, 1);
        lookupLevel = slot == NO_PHYS ? 0 : 1;
        return slot;
    }

    @Override
    public int lookupLevel() {
        return lookupLevel;
    }

    @Override
    public long read(@PhysAddr long slot) {
        return memory.read64(slot);
    }

    @Override
    public void write(@PhysAddr long slot, long entry) {
        memory.write64(slot, entry);
    }

    private void store(long address, long value) {
        memory.write64(Addresses.phys(address), value);
    }

    @Override
    public @VirtAddr long nextPopulated(@VirtAddr long va, @VirtAddr long end) {
        long first = Addresses.rawVirt(va);
        long last = Addresses.rawVirt(end) - 1;
        long page = owner(first).firstPage(first, last);
        return page == NONE_FOUND ? end : Addresses.virt(page);
    }

    private static final long NONE_FOUND = 1;

    private long firstPage(long first, long last) {
        long from = HashLayout.cluster(first);
        long clusters = HashLayout.cluster(last) - from + 1;
        if (clusters > pool.nodes()) {
            return firstOfAll(first, last);
        }
        for (long cluster = from; cluster < from + clusters; cluster++) {
            long node = node(cluster);
            long page = node == NodePool.NO_NODE ? NONE_FOUND : firstIn(node, cluster, first, last);
            if (page != NONE_FOUND) {
                return page;
            }
        }
        return NONE_FOUND;
    }

    private long firstOfAll(long first, long last) {
        long best = NONE_FOUND;
        int buckets = HashLayout.BUCKETS_PER_FRAME << size;
        for (int bucket = 0; bucket < buckets; bucket++) {
            long node = read(bucketSlot(bucket));
            while (node != NodePool.NO_NODE) {
                long cluster = HashLayout.clusterOfTag(read(Addresses.phys(node)));
                long page = firstIn(node, cluster, first, best == NONE_FOUND ? last : best - 1);
                best = page == NONE_FOUND ? best : page;
                node = read(Addresses.phys(node + HashLayout.NEXT));
            }
        }
        return best;
    }

    /** The first page in [first, last] whose entry in this node is not none. */
    private long firstIn(long node, long cluster, long first, long last) {
        long start = cluster << HashLayout.CLUSTER_SHIFT;
        for (int i = 0; i < HashLayout.CLUSTER_PAGES; i++) {
            long page = start + ((long) i << Addresses.PAGE_SHIFT);
            if (Long.compareUnsigned(page, first & ~Addresses.PAGE_OFFSET_MASK) >= 0
                    && Long.compareUnsigned(page, last) <= 0
                    && !codec.isNone(read(HashLayout.entrySlot(node, page)))) {
                return page;
            }
        }
        return NONE_FOUND;
    }

    private static IllegalArgumentException noTables() {
        return new IllegalArgumentException(
                "the hashed page table has no large pages and so no tables to put in their place");
    }

    @Override
    public @Pfn long allocateTable(int level) {
        throw noTables();
    }

    @Override
    public void installTable(@VirtAddr long va, int level, @Pfn long table) {
        throw noTables();
    }

    @Override
    public @Pfn long detachTable(@VirtAddr long va, int level) {
        throw noTables();
    }

    @Override
    public void freeTable(@Pfn long table, int level) {
        throw noTables();
    }

    @Override
    public @PhysAddr long slotIn(@Pfn long table, int level, @VirtAddr long va) {
        throw noTables();
    }

    /** Frees the nodes in the range that map nothing; a node that also covers a neighbour's pages goes if those are none. */
    @Override
    public void freeTables(@VirtAddr long start, @VirtAddr long end, @VirtAddr long floor, @VirtAddr long ceiling) {
        long from = HashLayout.cluster(Addresses.rawVirt(start));
        long to = HashLayout.cluster(Addresses.rawVirt(end) - 1);
        HashedPageTable table = owner(Addresses.rawVirt(start));
        if (to - from >= table.pool.nodes()) {
            int buckets = HashLayout.BUCKETS_PER_FRAME << table.size;
            for (int bucket = 0; bucket < buckets; bucket++) {
                table.sweep(table.bucketSlot(bucket), from, to);
            }
        } else {
            for (long cluster = from; cluster <= to; cluster++) {
                table.sweep(table.bucketSlot(cluster), cluster, cluster);
            }
        }
    }

    /** Frees the empty nodes of clusters {@code from} to {@code to} on one chain. */
    private void sweep(@PhysAddr long bucketSlot, long from, long to) {
        @PhysAddr long link = bucketSlot;
        long node = read(link);
        while (node != NodePool.NO_NODE) {
            @PhysAddr long nextLink = Addresses.phys(node + HashLayout.NEXT);
            long next = read(nextLink);
            long cluster = HashLayout.clusterOfTag(read(Addresses.phys(node)));
            if (cluster >= from && cluster <= to && isEmpty(node)) {
                memory.write64(link, next);
                pool.free(node);
            } else {
                link = nextLink;
            }
            node = next;
        }
    }

    private boolean isEmpty(long node) {
        for (int i = 0; i < HashLayout.CLUSTER_PAGES; i++) {
            if (!codec.isNone(read(Addresses.phys(node + HashLayout.ENTRIES + (long) i * HashLayout.WORD)))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long tables(int level) {
        return level == 1 ? frames.taken() : 0;
    }

    @Override
    public long tables() {
        return frames.taken();
    }

    @Override
    public void destroy() {
        if (pool.nodes() != 0) {
            throw new IllegalStateException("a hashed page table is destroyed with " + pool.nodes()
                    + " nodes in it; unmap the pages and call freeTables first");
        }
        giveBuckets(0, 1 << size);
        frames.give(Addresses.pfnOf(Addresses.phys(directory)));
    }
}
