package org.mmlab.api.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * What a GFP mask lets the page allocator and reclaim do, in words (Linux: {@code include/linux/gfp_types.h}, {@code
 * __alloc_pages_slowpath}, {@code shrink_folio_list}). For people; nothing is decided here.
 */
public final class GfpEffects {
    private GfpEffects() {}

    /** Zone, migratetype, reserves, reclaim, effort and what is done to the frames, a sentence each. */
    public static List<String> of(int gfp, int order) {
        List<String> lines = new ArrayList<>();
        lines.add("highest zone: " + zone(gfp) + ((gfp & Gfp.THISNODE) != 0 ? ", of the named node alone" : ""));
        lines.add("migratetype: " + MigrateType.kernelName(Gfp.migratetype(gfp)));
        lines.add("reserves: " + reserves(gfp, order));
        lines.add("kswapd: " + ((gfp & Gfp.KSWAPD_RECLAIM) != 0 ? "is woken when memory is low" : "is not woken"));
        lines.add("direct reclaim: " + reclaim(gfp));
        if ((gfp & Gfp.DIRECT_RECLAIM) != 0) {
            lines.add("effort: " + effort(gfp));
        }
        frames(gfp, order, lines);
        return lines;
    }

    private static String zone(int gfp) {
        try {
            return Gfp.highestZone(gfp).kernelName();
        } catch (IllegalArgumentException severalZones) {
            return "none";
        }
    }

    private static String reserves(int gfp, int order) {
        boolean high = (gfp & Gfp.HIGH) != 0;
        String half = high ? "down to half of the min watermark" : "down to the min watermark";
        if ((gfp & Gfp.NOMEMALLOC) != 0) {
            return half + ", whoever asks";
        }
        if ((gfp & Gfp.MEMALLOC) != 0) {
            return "all of them";
        }
        if ((gfp & Gfp.DIRECT_RECLAIM) != 0) {
            return half;
        }
        return (high ? "down to 3/8 of the min watermark" : half) + (order > 0 ? ", and highatomic pageblocks" : "");
    }

    private static String reclaim(int gfp) {
        if ((gfp & Gfp.DIRECT_RECLAIM) == 0) {
            return "none: the caller cannot wait";
        }
        if ((gfp & Gfp.IO) == 0) {
            return "clean pages alone; no swap-out, no writeback, no compaction";
        }
        return (gfp & Gfp.FS) == 0
                ? "may swap out and compact; no calls into file systems"
                : "may swap out, compact and call into file systems";
    }

    private static String effort(int gfp) {
        if ((gfp & Gfp.NOFAIL) != 0) {
            return "never fails: tries until it has memory";
        }
        if ((gfp & Gfp.NORETRY) != 0) {
            return "one round, then fails; nobody is killed";
        }
        if ((gfp & Gfp.RETRY_MAYFAIL) != 0) {
            return "as long as there is progress, then fails; nobody is killed";
        }
        return (gfp & Gfp.FS) == 0 || (gfp & Gfp.THISNODE) != 0
                ? "up to order 3 as long as there is progress; nobody is killed"
                : "up to order 3 as long as there is progress, then a process is killed; larger ones fail";
    }

    private static void frames(int gfp, int order, List<String> lines) {
        List<String> deeds = new ArrayList<>();
        if ((gfp & Gfp.ZERO) != 0) {
            deeds.add("zeroed");
        }
        if (order > 0 && (gfp & Gfp.COMP) != 0) {
            deeds.add("made one compound page");
        }
        if ((gfp & Gfp.HARDWALL) != 0) {
            deeds.add("from the nodes of the cpuset");
        }
        if ((gfp & Gfp.ACCOUNT) != 0) {
            deeds.add("charged to the memory cgroup");
        }
        if (!deeds.isEmpty()) {
            lines.add("frames: " + String.join(", ", deeds));
        }
    }
}
