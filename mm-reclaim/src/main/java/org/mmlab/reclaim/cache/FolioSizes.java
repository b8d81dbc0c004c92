package org.mmlab.reclaim.cache;

import org.mmlab.api.KernelVersion;

/**
 * Sizes of the folios that readahead makes. ext4 reads with large folios since 6.16; before, every folio is a page. A large
 * folio is kept as single frames that remember their order: they are read, marked and mapped together, and evicted one by one.
 */
final class FolioSizes {
    /** Greatest order of a folio of the page cache (Linux: {@code MAX_PAGECACHE_ORDER} for 4 KiB pages). */
    private static final int MAX_ORDER = 9;

    private final boolean large;

    FolioSizes(KernelVersion version) {
        large = version.atLeast(KernelVersion.V6_18);
    }

    boolean large() {
        return large;
    }

    /** The order of the folio at {@code index}: aligned, not beyond {@code last}, at most {@code wanted}. */
    int orderAt(long index, int wanted, long last) {
        int order = Math.min(wanted, MAX_ORDER);
        if ((index & ((1L << order) - 1)) != 0) {
            order = Long.numberOfTrailingZeros(index);
        }
        while (order > 0 && index + (1L << order) - 1 > last) {
            order--;
        }
        return order;
    }
}
