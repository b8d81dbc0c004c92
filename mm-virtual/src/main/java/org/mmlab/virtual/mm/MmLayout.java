package org.mmlab.virtual.mm;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;

/**
 * Where things lie in an address space, fixed at exec (Linux: {@code mm_struct}'s bounds, {@code arch_pick_mmap_layout}).
 *
 * @param taskSize first address beyond the user's part ({@code TASK_SIZE})
 * @param window the part that is used unless a hint lies above it ({@code DEFAULT_MAP_WINDOW})
 * @param mmapBase where top-down placement begins
 * @param legacyBase where bottom-up placement begins ({@code TASK_UNMAPPED_BASE})
 * @param startCode first byte of code
 * @param endCode end of code
 * @param startData first byte of initialised data
 * @param endData end of data
 * @param startBrk where the heap begins
 * @param startStack where the stack began
 */
public record MmLayout(
        @VirtAddr long taskSize,
        @VirtAddr long window,
        @VirtAddr long mmapBase,
        @VirtAddr long legacyBase,
        @VirtAddr long startCode,
        @VirtAddr long endCode,
        @VirtAddr long startData,
        @VirtAddr long endData,
        @VirtAddr long startBrk,
        @VirtAddr long startStack) {
    private static final long CODE = 0x400000;

    /** A plain layout for a user part of {@code taskSize} bytes: code at 4 MiB, heap above, stack at the top, mmap below it. */
    public static MmLayout of(long taskSize, long gapBytes) {
        long base = (taskSize - gapBytes) & -Addresses.PAGE_SIZE;
        long legacy = (taskSize / 3 + Addresses.PAGE_OFFSET_MASK) & -Addresses.PAGE_SIZE;
        return new MmLayout(
                Addresses.virt(taskSize),
                Addresses.virt(taskSize),
                Addresses.virt(base),
                Addresses.virt(legacy),
                Addresses.virt(CODE),
                Addresses.virt(CODE),
                Addresses.virt(CODE),
                Addresses.virt(CODE),
                Addresses.virt(CODE),
                Addresses.virt(taskSize));
    }

    /** x86-64 with four levels: 128 TiB, the stack's 8 MiB and its gap kept free at the top. */
    public static MmLayout x8664() {
        return of(0x7fff_ffff_f000L, (8L << 20) + (256L << 12));
    }

    /** The same with the heap elsewhere. */
    public MmLayout withStartBrk(@VirtAddr long address) {
        return new MmLayout(
                taskSize, window, mmapBase, legacyBase, startCode, endCode, startData, endData, address, startStack);
    }
}
