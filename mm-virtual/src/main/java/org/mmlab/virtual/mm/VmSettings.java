package org.mmlab.virtual.mm;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;

/**
 * The machine's settings that system calls on memory follow (Linux: {@code /proc/sys/vm}).
 *
 * @param kernel whose rules are followed
 * @param overcommit which promises of memory are made
 * @param commitLimitPages the most that may be promised in mode {@link Overcommit#NEVER} (Linux: {@code vm_commit_limit})
 * @param ramPages pages of RAM and swap, beyond which {@link Overcommit#GUESS} refuses a single call
 * @param maxMapCount most areas of an address space ({@code vm.max_map_count})
 * @param guardGapBytes what stays free below a stack (Linux: {@code stack_guard_gap}, 256 pages)
 * @param minAddress lowest address that may be mapped without privilege ({@code vm.mmap_min_addr})
 * @param hugePages bytes of a huge page to whose boundaries large mappings are aligned; 0 = no huge pages configured
 */
public record VmSettings(
        KernelVersion kernel,
        Overcommit overcommit,
        long commitLimitPages,
        long ramPages,
        int maxMapCount,
        long guardGapBytes,
        @VirtAddr long minAddress,
        long hugePages) {
    /** {@code vm.overcommit_memory}. */
    public enum Overcommit {
        /** 0: refuses what is obviously too much. */
        GUESS,
        /** 1: never refuses. */
        ALWAYS,
        /** 2: never promises more than the commit limit. */
        NEVER
    }

    private static final int MAX_MAP_COUNT = 65_530;
    private static final long GUARD_GAP_BYTES = 256L << 12;
    private static final long MIN_ADDRESS = 65_536;
    private static final long HUGE_PAGE_BYTES = 2L << 20;

    /** Linux's defaults on x86-64 for that much RAM and no swap. */
    public static VmSettings defaults(KernelVersion kernel, long ramPages) {
        return defaults(kernel, ramPages, 0);
    }

    /** Linux's defaults on x86-64: of RAM, half may be promised, of swap all ({@code vm.overcommit_ratio} is 50). */
    public static VmSettings defaults(KernelVersion kernel, long ramPages, long swapPages) {
        return new VmSettings(
                kernel,
                Overcommit.GUESS,
                ramPages / 2 + swapPages,
                ramPages + swapPages,
                MAX_MAP_COUNT,
                GUARD_GAP_BYTES,
                Addresses.virt(MIN_ADDRESS),
                HUGE_PAGE_BYTES);
    }

    /** The same with another overcommit mode. */
    public VmSettings with(Overcommit mode) {
        return new VmSettings(
                kernel, mode, commitLimitPages, ramPages, maxMapCount, guardGapBytes, minAddress, hugePages);
    }

    /** The same with another limit on the number of areas. */
    public VmSettings withMaxMapCount(int count) {
        return new VmSettings(
                kernel, overcommit, commitLimitPages, ramPages, count, guardGapBytes, minAddress, hugePages);
    }
}
