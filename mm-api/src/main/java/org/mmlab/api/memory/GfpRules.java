package org.mmlab.api.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * Which flags of a request contradict each other, and why (Linux: the warnings of {@code __alloc_pages_slowpath},
 * {@code GFP_ZONE_BAD}, and the contracts in {@code include/linux/gfp_types.h}).
 *
 * <p>A request is <em>illegal</em> where Linux warns or stops; the page allocator refuses it in checked mode, and otherwise only where it
 * cannot make sense of it, as a kernel that was not built for debugging goes on after its warning. Any other violation breaks what the
 * header asks of callers.
 */
public final class GfpRules {
    private static final int MOST_ORDER_OF_NOFAIL = 1;

    private GfpRules() {}

    /**
     * Whether Linux warns of a request, or stops at it: several zones, two migratetypes, an order that does not exist, NOFAIL for a caller
     * that cannot wait or for more than two frames. A few tests of bits.
     */
    public static boolean isIllegal(int gfp, int order) {
        return Integer.bitCount(gfp & (Gfp.DMA | Gfp.DMA32 | Gfp.HIGHMEM)) > 1
                || all(gfp, Gfp.MOVABLE | Gfp.RECLAIMABLE)
                || order < 0
                || order > FrameAllocator.MAX_ORDER
                || (gfp & Gfp.NOFAIL) != 0 && ((gfp & Gfp.DIRECT_RECLAIM) == 0 || order > MOST_ORDER_OF_NOFAIL);
    }

    /** What is wrong with a request, a sentence each; empty where nothing is. */
    public static List<String> violations(int gfp, int order) {
        List<String> found = new ArrayList<>();
        zones(gfp, found);
        efforts(gfp, order, found);
        if ((gfp & ~Gfp.ALL) != 0) {
            found.add("bits 0x" + Integer.toHexString(gfp & ~Gfp.ALL) + " mean nothing");
        }
        if (order < 0 || order > FrameAllocator.MAX_ORDER) {
            found.add("order " + order + " is not in 0.." + FrameAllocator.MAX_ORDER);
        }
        return found;
    }

    private static void zones(int gfp, List<String> found) {
        if (Integer.bitCount(gfp & (Gfp.DMA | Gfp.DMA32 | Gfp.HIGHMEM)) > 1) {
            found.add("DMA, DMA32 and HIGHMEM exclude each other: each names the highest zone that will do");
        }
        if (all(gfp, Gfp.MOVABLE | Gfp.RECLAIMABLE)) {
            found.add("MOVABLE and RECLAIMABLE exclude each other: a page has one migratetype");
        }
    }

    private static void efforts(int gfp, int order, List<String> found) {
        if (Integer.bitCount(gfp & (Gfp.NOFAIL | Gfp.NORETRY | Gfp.RETRY_MAYFAIL)) > 1) {
            found.add("NOFAIL, NORETRY and RETRY_MAYFAIL exclude each other: each says how hard to try");
        }
        if ((gfp & Gfp.NOFAIL) != 0) {
            if ((gfp & Gfp.DIRECT_RECLAIM) == 0) {
                found.add("NOFAIL needs DIRECT_RECLAIM: who cannot wait cannot be promised memory");
            }
            if (order > MOST_ORDER_OF_NOFAIL) {
                found.add("NOFAIL is for orders 0 and 1: larger blocks may never come to be");
            }
        }
        if ((gfp & (Gfp.NORETRY | Gfp.RETRY_MAYFAIL)) != 0 && (gfp & Gfp.DIRECT_RECLAIM) == 0) {
            found.add("NORETRY and RETRY_MAYFAIL say how hard to reclaim, and need DIRECT_RECLAIM");
        }
        if (all(gfp, Gfp.MEMALLOC | Gfp.NOMEMALLOC)) {
            found.add("MEMALLOC and NOMEMALLOC contradict each other; NOMEMALLOC would win");
        }
        if ((gfp & Gfp.FS) != 0 && (gfp & Gfp.IO) == 0) {
            found.add("FS without IO: file systems do I/O");
        }
    }

    private static boolean all(int gfp, int bits) {
        return (gfp & bits) == bits;
    }
}
