package org.mmlab.tck.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mmlab.tck.combination.Combinations;
import org.mmlab.tck.combination.Dimension;

/**
 * The dimensions of the machines that are tested, in three rooms. A product of all of them is more than anybody can run; so each room's
 * product is run whole, while the dimensions of the others take turns, and of the product of all every pair is.
 */
final class MachineDimensions {
    /** Less than one process may touch: reclaim scans, swaps both ways and, without swap, kills. With 2M it never begins. */
    private static final String TIGHT = "512K";

    private static final String AMPLE = "16M";
    private static final Map<String, String> FIXED = Map.of("checked", "on");

    private static final Dimension RECLAIM = Dimension.of(
            "reclaim",
            "linux.active-inactive",
            "clock",
            "lru",
            "fifo",
            "random",
            "2q",
            "slru",
            "lfu",
            "arc",
            "car",
            "lirs",
            "clock-pro",
            "s3-fifo",
            "sieve",
            "w-tinylfu",
            "mglru");
    private static final Dimension PAGE_TABLE =
            Dimension.of("page-table", "x86-64-4level", "i386", "x86-64-5level", "i386-pae", "hashed", "mips-soft");
    private static final Dimension MODEL = Dimension.of("model", "sparse-vmemmap", "flat", "discontig", "sparse");
    private static final Dimension NODES = new Dimension(
            "nodes",
            List.of(
                    Map.of("nodes", "1", "cpus", "1"),
                    Map.of("nodes", "2", "cpus", "2"),
                    Map.of("nodes", "4", "cpus", "4")));
    private static final Dimension SWAP = new Dimension(
            "swap",
            List.of(
                    Map.of("swap", "64M", "swap-backend", "disk"),
                    Map.of("swap", "0"),
                    Map.of("swap", "64M", "swap-backend", "zram")));
    private static final Dimension RAM = Dimension.of("ram", TIGHT, AMPLE);
    private static final Dimension THP = Dimension.of("thp", "never", "always", "madvise");
    private static final Dimension VMA_INDEX = Dimension.of("vma-index", "maple", "rbtree");
    private static final Dimension CONTENTS = Dimension.of("contents", "full", "none");

    private static final List<Dimension> PHYSICAL = List.of(
            Dimension.of("boot-allocator", "memblock", "bootmem", "none"),
            Dimension.of("allocator", "buddy", "bitmap", "llfree"),
            Dimension.of("pcp", "on", "off"));

    private static final List<Dimension> OTHERS = List.of(
            Dimension.of("kernel", "6.12", "6.1", "6.18"),
            Dimension.of("fault-around", "linux", "none", "fixed"),
            Dimension.of("readahead", "linux", "none", "fixed"),
            Dimension.of("writeback", "flusher", "pdflush"),
            Dimension.of("oom", "badness", "largest", "newest"),
            Dimension.of("unmapped-area", "top-down", "bottom-up"),
            Dimension.of("overcommit", "guess", "always"),
            Dimension.of("sight", "bits", "full"),
            Dimension.of("caches", "off", "on"),
            Dimension.of("zonelist", "linux", "next-node"));

    private MachineDimensions() {}

    /** The product of everything. */
    static Combinations all() {
        List<Dimension> all =
                new ArrayList<>(List.of(RECLAIM, PAGE_TABLE, MODEL, NODES, SWAP, RAM, THP, VMA_INDEX, CONTENTS));
        all.addAll(PHYSICAL);
        all.addAll(OTHERS);
        return Combinations.of(all, FIXED);
    }

    /** What every machine is made of: memory model, nodes, page table, replacement, swap, contents. */
    static Combinations core() {
        List<Dimension> core = new ArrayList<>(List.of(
                MODEL,
                NODES,
                Dimension.of("page-table", "x86-64-4level", "i386"),
                Dimension.of("reclaim", "linux.active-inactive", "clock", "lru"),
                Dimension.of("swap", "64M", "0"),
                CONTENTS,
                RAM));
        core.addAll(PHYSICAL);
        List<Dimension> turns = new ArrayList<>(List.of(THP, VMA_INDEX));
        turns.addAll(OTHERS);
        return Combinations.of(core, FIXED).withTurnsOf(turns);
    }

    /** Address spaces and reclaim: page table, VMA index, huge pages, memory model, replacement, swap, memory. */
    static Combinations virtual() {
        List<Dimension> turns = new ArrayList<>(List.of(NODES, CONTENTS));
        turns.addAll(PHYSICAL);
        turns.addAll(OTHERS);
        return Combinations.of(List.of(PAGE_TABLE, VMA_INDEX, THP, MODEL, RECLAIM, SWAP, RAM), FIXED)
                .withTurnsOf(turns);
    }
}
