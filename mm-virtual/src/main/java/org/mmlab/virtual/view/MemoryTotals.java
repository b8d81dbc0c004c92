package org.mmlab.virtual.view;

import java.util.Locale;

/** The sizes that smaps shows of one area, or of several added up (Linux: {@code struct mem_size_stats}). */
public final class MemoryTotals {
    /** Fraction bits of proportional sizes (Linux: {@code PSS_SHIFT}). */
    static final int PSS_SHIFT = 12;

    private static final int KIB_SHIFT = 10;

    /** One size, in the order in which smaps prints them. */
    public enum Size {
        /** Pages in memory. */
        RSS("Rss"),
        /** Pages in memory, each divided by the number of its mappers. */
        PSS("Pss"),
        /** The dirty part of PSS. */
        PSS_DIRTY("Pss_Dirty"),
        /** The anonymous part of PSS; in rollups only. */
        PSS_ANON("Pss_Anon"),
        /** The file part of PSS; in rollups only. */
        PSS_FILE("Pss_File"),
        /** The shared-memory part of PSS; in rollups only. */
        PSS_SHMEM("Pss_Shmem"),
        /** Clean pages that others map too. */
        SHARED_CLEAN("Shared_Clean"),
        /** Dirty pages that others map too. */
        SHARED_DIRTY("Shared_Dirty"),
        /** Clean pages that nobody else maps. */
        PRIVATE_CLEAN("Private_Clean"),
        /** Dirty pages that nobody else maps. */
        PRIVATE_DIRTY("Private_Dirty"),
        /** Pages that were used lately. */
        REFERENCED("Referenced"),
        /** Anonymous pages. */
        ANONYMOUS("Anonymous"),
        /** Pages that KSM merged: none. */
        KSM("KSM"),
        /** Pages that MADV_FREE gave up. */
        LAZY_FREE("LazyFree"),
        /** Anonymous pages mapped by huge entries. */
        ANON_HUGE("AnonHugePages"),
        /** Shared memory mapped by huge entries. */
        SHMEM_PMD("ShmemPmdMapped"),
        /** Files mapped by huge entries. */
        FILE_PMD("FilePmdMapped"),
        /** hugetlbfs, shared: none. */
        SHARED_HUGETLB("Shared_Hugetlb"),
        /** hugetlbfs, private: none. */
        PRIVATE_HUGETLB("Private_Hugetlb"),
        /** Pages in swap. */
        SWAP("Swap"),
        /** Pages in swap, each divided by the number of its users. */
        SWAP_PSS("SwapPss"),
        /** The locked part of PSS. */
        LOCKED("Locked");

        private final String label;

        Size(String label) {
            this.label = label;
        }

        /** As smaps calls it. */
        public String label() {
            return label;
        }

        /** Whether it stands in smaps_rollup alone. */
        public boolean isOfRollup() {
            return this == PSS_ANON || this == PSS_FILE || this == PSS_SHMEM;
        }

        boolean isProportional() {
            return switch (this) {
                case PSS, PSS_DIRTY, PSS_ANON, PSS_FILE, PSS_SHMEM, SWAP_PSS, LOCKED -> true;
                default -> false;
            };
        }
    }

    private final long[] bytes = new long[Size.values().length];

    /** All zero. */
    public MemoryTotals() {}

    /** A size in KiB, rounded down. */
    public long kib(Size size) {
        long value = bytes[size.ordinal()];
        return (size.isProportional() ? value >> PSS_SHIFT : value) >> KIB_SHIFT;
    }

    void add(Size size, long amount) {
        bytes[size.ordinal()] += amount;
    }

    /** Adds another's sizes. */
    void addAll(MemoryTotals other) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] += other.bytes[i];
        }
    }

    /** Which file the lines are for. */
    public enum Form {
        /** smaps. */
        AREA,
        /** smaps_rollup. */
        ROLLUP
    }

    /** The lines as smaps or smaps_rollup prints them. */
    public String lines(Form form) {
        StringBuilder text = new StringBuilder();
        for (Size size : Size.values()) {
            if (form == Form.ROLLUP || !size.isOfRollup()) {
                text.append(String.format(Locale.ROOT, "%-16s%8d kB\n", size.label() + ":", kib(size)));
            }
        }
        return text.toString();
    }
}
