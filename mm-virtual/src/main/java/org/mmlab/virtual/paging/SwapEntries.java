package org.mmlab.virtual.paging;

import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.SwapType;

/**
 * Entries that are not present: a swap entry of {@link org.mmlab.api.link.Swap} stands in the offset of type 0, a guard marker
 * in one of type PTE_MARKER (Linux: {@code include/linux/swapops.h}).
 */
public final class SwapEntries {
    private SwapEntries() {}

    /** The entry for a swap entry. */
    public static long of(PteCodec codec, int swapEntry) {
        return codec.swap(0, swapEntry);
    }

    /** Whether an entry that is neither none nor present is a swap entry (and no marker). */
    public static boolean isSwap(PteCodec codec, long pte) {
        return SwapType.isDevice(codec.swapType(pte));
    }

    /** The swap entry of an entry. */
    public static int swapEntry(PteCodec codec, long pte) {
        return (int) codec.swapOffset(pte);
    }

    /** The guard marker (Linux 6.13: {@code PTE_MARKER_GUARD}). */
    public static long guard(PteCodec codec) {
        return codec.swap(SwapType.PTE_MARKER, SwapType.MARKER_GUARD);
    }

    /** Whether an entry that is neither none nor present is a guard marker. */
    public static boolean isGuard(PteCodec codec, long pte) {
        return codec.swapType(pte) == SwapType.PTE_MARKER && (codec.swapOffset(pte) & SwapType.MARKER_GUARD) != 0;
    }
}
