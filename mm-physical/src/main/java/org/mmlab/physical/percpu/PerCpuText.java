package org.mmlab.physical.percpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.mmlab.api.address.Addresses;

/** Per-CPU memory as text: {@code percpu_stats} of debugfs (Linux: {@code percpu_stats_show}), and where each CPU's unit lies. */
public final class PerCpuText {
    private static final String RULE = "----------------------------------------\n";

    private final PerCpuAllocator allocator;
    private final StringBuilder text = new StringBuilder();

    private PerCpuText(PerCpuAllocator allocator) {
        this.allocator = allocator;
    }

    /** The statistics in debugfs' format. */
    public static String stats(PerCpuAllocator allocator) {
        PerCpuText view = new PerCpuText(allocator);
        view.layout();
        view.global();
        view.chunks();
        return view.text.toString();
    }

    /** A line for each CPU: its unit's addresses, and a line for each static variable with a name. */
    public static String areas(PerCpuAllocator allocator) {
        AllocInfo info = allocator.info();
        StringBuilder text = new StringBuilder("pcpu-alloc: " + info.sizes() + "\npcpu-alloc: " + info.layout() + "\n");
        int group = 0;
        for (AllocInfo.Group cpus : info.groups()) {
            for (int cpu : cpus.cpus()) {
                if (cpu != AllocInfo.NO_CPU) {
                    text.append(String.format(
                            Locale.ROOT,
                            "cpu %d: group %d, unit at 0x%x, physical 0x%x, __per_cpu_offset 0x%x\n",
                            cpu,
                            group,
                            allocator.address(0, cpu),
                            Addresses.rawPhys(allocator.physical(0, cpu)),
                            allocator.address(0, cpu)));
                }
            }
            group++;
        }
        for (PerCpuTemplate.Symbol symbol : allocator.template().symbols()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%08x %8d bytes, aligned to %4d: %s\n",
                    symbol.offset(),
                    symbol.bytes(),
                    symbol.alignment(),
                    symbol.name()));
        }
        return text.toString();
    }

    private void layout() {
        AllocInfo info = allocator.info();
        text.append("Percpu Memory Statistics\nAllocation Info:\n").append(RULE);
        figure("unit_size", info.unitSize());
        figure("static_size", info.staticSize());
        figure("reserved_size", info.reservedSize());
        figure("dyn_size", info.dynamicSize());
        figure("atom_size", info.atomSize());
        figure("alloc_size", info.allocSize());
        text.append('\n');
    }

    private void global() {
        PerCpuStats stats = allocator.stats();
        text.append("Global Stats:\n").append(RULE);
        figure("nr_alloc", stats.allocations);
        figure("nr_dealloc", stats.frees);
        figure("nr_cur_alloc", stats.current());
        figure("nr_max_alloc", stats.mostAllocations);
        figure("nr_chunks", stats.chunks);
        figure("nr_max_chunks", stats.mostChunks);
        figure("min_alloc_size", stats.smallest);
        figure("max_alloc_size", stats.largest);
        figure("empty_pop_pages", allocator.emptyPages);
        text.append('\n');
    }

    private void chunks() {
        text.append("Per Chunk Stats:\n").append(RULE);
        Chunk reserved = allocator.reserved();
        if (reserved != null) {
            text.append("Chunk: <- Reserved Chunk\n");
            chunk(reserved);
        }
        ChunkSlots slots = allocator.slots();
        for (int slot = 0; slot < slots.count(); slot++) {
            for (Chunk chunk : slots.list(slot)) {
                text.append(
                        chunk == allocator.first()
                                ? "Chunk: <- First Chunk\n"
                                : slot == slots.toDepopulate()
                                        ? "Chunk (to_depopulate)\n"
                                        : slot == slots.sidelined() ? "Chunk (sidelined):\n" : "Chunk:\n");
                chunk(chunk);
            }
        }
    }

    private void chunk(Chunk chunk) {
        int[] sizes = runs(chunk);
        int fragments = 0;
        int largest = 0;
        int free = 0;
        while (free < sizes.length && sizes[free] < 0) {
            fragments -= sizes[free];
            largest = Math.max(largest, -sizes[free]);
            free++;
        }
        boolean any = free < sizes.length;
        figure("nr_alloc", chunk.allocations);
        figure("max_alloc_size", chunk.largestAllocation);
        figure("empty_pop_pages", chunk.emptyPages);
        figure("first_bit", chunk.map.whole().firstFree);
        figure("free_bytes", chunk.freeBytes);
        figure("contig_bytes", chunk.map.whole().contig << ChunkMap.GRAIN_SHIFT);
        figure("sum_frag", fragments);
        figure("max_frag", largest);
        figure("cur_min_alloc", any ? sizes[free] : 0);
        figure("cur_med_alloc", any ? sizes[(free + sizes.length - 1) / 2] : 0);
        figure("cur_max_alloc", any ? sizes[sizes.length - 1] : 0);
        text.append('\n');
    }

    /** Sizes of allocations, and below 0 of the gaps before the last one, ascending (Linux: {@code chunk_map_stats}). */
    private static int[] runs(Chunk chunk) {
        BitSet used = chunk.map.used();
        int end = chunk.map.grains() - (chunk.endOffset >> ChunkMap.GRAIN_SHIFT);
        int last = end == 0 ? 0 : used.previousSetBit(end - 1) + 1;
        List<Integer> sizes = new ArrayList<>();
        int at = chunk.startOffset >> ChunkMap.GRAIN_SHIFT;
        while (at < last) {
            boolean taken = used.get(at);
            int next = taken ? chunk.map.bounds().nextSetBit(at + 1) : used.nextSetBit(at);
            int stop = next < 0 ? last : Math.min(last, next);
            sizes.add((taken ? 1 : -1) * (stop - at) << ChunkMap.GRAIN_SHIFT);
            at = stop;
        }
        int[] sorted = sizes.stream().mapToInt(Integer::intValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private void figure(String name, long value) {
        text.append(String.format(Locale.ROOT, "  %-20s: %12d\n", name, value));
    }
}
