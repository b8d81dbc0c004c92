package org.mmlab.reclaim.cache;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;

/**
 * Sizes of the folios that readahead and writes make. ext4 has large folios since 6.16; before, every folio is a page. A large
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

    /** The order of the folio that a write of {@code bytes} from page {@code index} on makes, if nothing is in its way. */
    int orderForWrite(long index, int bytes) {
        if (!large || bytes <= Addresses.PAGE_SIZE) {
            return 0;
        }
        int order = Math.min(31 - Integer.numberOfLeadingZeros(bytes) - Addresses.PAGE_SHIFT, MAX_ORDER);
        return index == 0 ? order : Math.min(order, Long.numberOfTrailingZeros(index));
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
