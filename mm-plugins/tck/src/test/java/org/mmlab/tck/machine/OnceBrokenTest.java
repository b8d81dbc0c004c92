package org.mmlab.tck.machine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.tck.contract.MachineStep;
import org.mmlab.tck.contract.MachineStep.Kind;
import org.mmlab.tck.contract.MachineTrials;

/** Programs that broke a machine once, as short as they could be made. */
class OnceBrokenTest {
    /** Without what makes faults rare. */
    private static final Map<String, String> BARE = Map.of(
            "pcp", "off",
            "unmapped-area", "bottom-up",
            "overcommit", "always",
            "fault-around", "none",
            "swap", "64M");

    /** A look at the accessed bit moves a locked page to the unevictable list: in the middle of the policy's choice. */
    @Test
    void aPolicyIsNotToldOfALockedPageWhileItChooses() {
        for (String policy : List.of("clock", "sieve", "car", "arc", "lru")) {
            run(
                    Map.of("reclaim", policy, "swap", "64M"),
                    new MachineStep(Kind.WRITE, 0, 27, 118, 70),
                    new MachineStep(Kind.MLOCK, 0, 6, 87, 25));
        }
    }

    /** The lists counted the frames of a huge page and those that it was split into. */
    @Test
    void aHugePageThatIsSplitOnItsListIsCountedOnce() {
        for (Kind advice : List.of(Kind.PAGEOUT, Kind.COLD, Kind.FREE)) {
            run(
                    Map.of("ram", "16M", "thp", "always"),
                    new MachineStep(Kind.MMAP_ANON, 0, 64, 512, 108),
                    new MachineStep(Kind.WRITE, 0, 85, 23, 158),
                    new MachineStep(advice, 0, 70, 140, 184));
        }
    }

    /** A process that never touched anything was not the running one in its own system calls, and was torn down in the middle. */
    @Test
    void aProcessThatRunsOutOfMemoryInASystemCallDiesAfterIt() {
        for (String swap : List.of("0", "64M")) {
            run(
                    Map.of("swap", swap),
                    new MachineStep(Kind.WRITE, 0, 22, 21, 81),
                    new MachineStep(Kind.START, 0, 0, 1, 0),
                    new MachineStep(Kind.MMAP_ANON, 1, 576, 512, 162),
                    new MachineStep(Kind.MLOCK, 1, 580, 231, 124),
                    new MachineStep(Kind.WRITE, 0, 0, 100, 9));
        }
    }

    /** A huge page on its way to swap was looked for as if each of its frames were a page, and lost its order. */
    @Test
    void aFrameOfAHugePageComesBackFromTheSwapCache() {
        for (String contents : List.of("full", "none")) {
            run(
                    Map.of("ram", "16M", "thp", "madvise", "swap", "64M", "allocator", "bitmap", "contents", contents),
                    new MachineStep(Kind.MMAP_EXTENT, 0, 37, 141, 199),
                    new MachineStep(Kind.PRESSURE, 1, 576, 512, 77),
                    new MachineStep(Kind.READ, 0, 576, 512, 56));
        }
    }

    /** Its owner unmapped a page while compaction waited for its way to swap; it stayed in the swap cache for ever. */
    @Test
    void aPageThatNobodyNeedsAnyMoreIsNotKeptBecauseItMoved() {
        for (String policy : List.of("linux.active-inactive", "clock-pro", "fifo")) {
            run(
                    Map.of("ram", "16M", "thp", "never", "swap", "64M", "allocator", "llfree", "reclaim", policy),
                    new MachineStep(Kind.WRITE, 1, 67, 108, 161),
                    new MachineStep(Kind.PAGEOUT, 1, 32, 250, 143),
                    new MachineStep(Kind.MMAP_ANON, 3, 64, 512, 186),
                    new MachineStep(Kind.COMPACT, 0, 598, 437, 43));
        }
    }

    /** While memory was found for the huge page, reclaim took some of the pages that were to go into it. */
    @Test
    void aHugePageIsMadeOfThePagesThatAreStillThere() {
        run(
                Map.ofEntries(
                        Map.entry("ram", "16M"),
                        Map.entry("node-ram", "4M,4M,4M,4M"),
                        Map.entry("nodes", "4"),
                        Map.entry("cpus", "4"),
                        Map.entry("model", "sparse"),
                        Map.entry("boot-allocator", "bootmem"),
                        Map.entry("allocator", "llfree"),
                        Map.entry("unmapped-area", "bottom-up"),
                        Map.entry("overcommit", "always"),
                        Map.entry("readahead", "none"),
                        Map.entry("reclaim", "lru"),
                        Map.entry("swap", "64M")),
                new MachineStep(Kind.PRESSURE, 1, 346, 486, 38),
                new MachineStep(Kind.READ, 3, 17, 154, 4),
                new MachineStep(Kind.MMAP_EXTENT, 3, 42, 134, 173),
                new MachineStep(Kind.MMAP_EXTENT, 3, 81, 53, 169));
    }

    /** A file's page was found, a page table was needed to map it, and reclaim took the page for the table. */
    @Test
    void aPageOfAFileIsHeldWhileAPageTableIsMadeForIt() {
        run(
                with(
                        BARE,
                        Map.of(
                                "kernel", "6.18",
                                "node-ram", "256K,256K",
                                "nodes", "2",
                                "cpus", "2",
                                "contents", "none",
                                "model", "discontig",
                                "boot-allocator", "none",
                                "thp", "always"),
                        Map.of("allocator", "llfree", "reclaim", "clock", "readahead", "none")),
                new MachineStep(Kind.POPULATE, 3, 81, 111, 130),
                new MachineStep(Kind.START, 3, 13, 5, 156),
                new MachineStep(Kind.WRITE, 0, 23, 124, 194),
                new MachineStep(Kind.MMAP_PRIVATE, 3, 15, 151, 128),
                new MachineStep(Kind.FORK, 1, 455, 391, 139),
                new MachineStep(Kind.READ, 2, 53, 119, 4));
    }

    /** Each try found the readahead marker of a page that was read again since the last one, and started over, for ever. */
    @Test
    void aFaultIsTriedTwiceAtMostWhereReadaheadLetsGoOfItsLock() {
        run(
                with(
                        BARE,
                        Map.of(
                                "kernel", "6.1",
                                "page-table", "i386",
                                "model", "flat",
                                "reclaim", "lru",
                                "oom", "largest")),
                new MachineStep(Kind.READ, 2, 74, 102, 14),
                new MachineStep(Kind.PUNCH, 2, 106, 86, 92),
                new MachineStep(Kind.MMAP_ANON, 1, 64, 512, 14),
                new MachineStep(Kind.MMAP_SHARED, 1, 56, 31, 66),
                new MachineStep(Kind.WRITE, 1, 50, 90, 182),
                new MachineStep(Kind.MMAP_PRIVATE, 3, 163, 29, 5),
                new MachineStep(Kind.WRITE, 3, 153, 39, 164));
    }

    /** The last user of a page left while the page was off its list, to be moved: nobody looked whether its swap slot was needed. */
    @Test
    void aPageThatNobodyUsesAnyMoreLeavesTheSwapCacheAfterItsMove() {
        for (String policy : List.of("clock", "random", "linux.active-inactive")) {
            run(
                    Map.of("ram", "16M", "model", "discontig", "reclaim", policy, "swap", "64M"),
                    new MachineStep(Kind.WRITE, 0, 64, 512, 103),
                    new MachineStep(Kind.PAGEOUT, 0, 73, 119, 19),
                    new MachineStep(Kind.EXIT, 0, 576, 512, 175),
                    new MachineStep(Kind.MIGRATE, 0, 0, 4096, 0));
        }
    }

    /** A write to one area's part of a huge page took the whole page from the anon_vma by which the other area's part is found. */
    @Test
    void aHugePageInTwoAreasIsFoundFromBothAfterAWriteToOne() {
        run(
                Map.of("kernel", "6.18", "ram", "16M", "thp", "always"),
                new MachineStep(Kind.MMAP_ANON, 0, 64, 512, 93),
                new MachineStep(Kind.WRITE, 0, 27, 105, 74),
                new MachineStep(Kind.MMAP_SHARED, 0, 66, 126, 40),
                new MachineStep(Kind.FORK, 0, 40, 21, 16),
                new MachineStep(Kind.EXIT, 0, 247, 486, 74),
                new MachineStep(Kind.WRITE, 0, 187, 6, 89));
    }

    /** Each round of mlock let go of its lock for a page, and found it reclaimed again for the copy that the next round made. */
    @Test
    void pagesAreLockedInRoundsThatComeToAnEnd() {
        run(
                Map.of(
                        "kernel", "6.18",
                        "page-table", "i386",
                        "model", "flat",
                        "pcp", "off",
                        "unmapped-area", "bottom-up",
                        "fault-around", "none",
                        "readahead", "fixed",
                        "reclaim", "clock",
                        "swap", "0",
                        "oom", "newest"),
                new MachineStep(Kind.WRITE, 0, 24, 37, 117),
                new MachineStep(Kind.FORK, 1, 190, 2, 199),
                new MachineStep(Kind.MLOCK, 0, 40, 87, 109));
    }

    /** A folio was mapped as a whole, though one of its pages had been evicted alone and was still being read again. */
    @Test
    void aPageOfAFolioThatIsBeingReadIsNotMappedWithTheOthers() {
        run(
                Map.ofEntries(
                        Map.entry("kernel", "6.18"),
                        Map.entry("page-table", "i386-pae"),
                        Map.entry("model", "discontig"),
                        Map.entry("boot-allocator", "none"),
                        Map.entry("allocator", "llfree"),
                        Map.entry("pcp", "off"),
                        Map.entry("overcommit", "always"),
                        Map.entry("thp", "madvise"),
                        Map.entry("fault-around", "none"),
                        Map.entry("reclaim", "clock"),
                        Map.entry("sight", "full"),
                        Map.entry("swap", "64M"),
                        Map.entry("swap-backend", "zram"),
                        Map.entry("writeback", "pdflush")),
                new MachineStep(Kind.FORK, 2, 68, 124, 0),
                new MachineStep(Kind.FORK, 2, 98, 43, 154),
                new MachineStep(Kind.FORK, 2, 116, 76, 58),
                new MachineStep(Kind.PUNCH, 0, 30, 162, 124),
                new MachineStep(Kind.MMAP_SHARED, 3, 57, 135, 177),
                new MachineStep(Kind.MMAP_EXTENT, 0, 61, 131, 125),
                new MachineStep(Kind.WRITE, 3, 32, 160, 5),
                new MachineStep(Kind.WRITE, 1, 94, 98, 112),
                new MachineStep(Kind.MMAP_SHARED, 0, 137, 42, 176),
                new MachineStep(Kind.READ, 2, 7, 184, 110),
                new MachineStep(Kind.READ, 0, 84, 108, 141));
    }

    /** A huge page that a policy had chosen was split for want of swap; the policy was told of its head twice and held it twice. */
    @Test
    void aHugePageThatComesApartWhileItIsEvictedLeavesItsPool() {
        for (String policy : List.of("fifo", "lfu")) {
            run(
                    Map.of("ram", "16M", "thp", "always", "overcommit", "always", "swap", "0", "reclaim", policy),
                    new MachineStep(Kind.PRESSURE, 0, 64, 512, 55));
        }
    }

    /** A page that zram had kept no copy of was shared by fork, clean as it was, and freed for both by one's MADV_FREE. */
    @Test
    void aPageReadFromASynchronousDeviceIsNotFreedForItsOtherOwner() {
        run(
                Map.of(
                        "kernel", "6.1",
                        "node-ram", "256K,256K",
                        "nodes", "2",
                        "cpus", "2",
                        "allocator", "llfree",
                        "overcommit", "always",
                        "thp", "always",
                        "readahead", "none",
                        "reclaim", "sieve",
                        "swap-backend", "zram"),
                new MachineStep(Kind.MMAP_EXTENT, 3, 66, 126, 51),
                new MachineStep(Kind.READ, 1, 29, 163, 174),
                new MachineStep(Kind.FORK, 0, 62, 130, 45),
                new MachineStep(Kind.FREE, 3, 106, 23, 5),
                new MachineStep(Kind.WRITE, 0, 69, 105, 48));
    }

    private static void run(Map<String, String> keys, MachineStep... steps) {
        Map<String, String> small = Map.of("ram", "512K", "thp", "never", "checked", "on");
        MachineTrials.run(MachineSpec.of(with(small, keys)), List.of(steps));
    }

    /** All keys, where later ones win. */
    @SafeVarargs
    private static Map<String, String> with(Map<String, String>... keys) {
        Map<String, String> all = new TreeMap<>();
        for (Map<String, String> some : keys) {
            all.putAll(some);
        }
        return all;
    }
}
