package org.mmlab.physical.compaction;

import org.mmlab.api.memory.AllocFlag;
import org.mmlab.physical.pcp.PcpLists;
import org.mmlab.physical.zone.Watermark;
import org.mmlab.physical.zone.WatermarkCheck;
import org.mmlab.physical.zone.Zone;

/** Whether compacting a zone can help an allocation of an order (Linux: {@code compaction_suitable}). Pure functions. */
public final class Suitability {
    /** Below this index a failure is for want of memory, and costly orders are not compacted for ({@code vm.extfrag_threshold}). */
    public static final int EXTFRAG_THRESHOLD = 500;

    private Suitability() {}

    /** What should be done for an order in a zone. */
    public enum Verdict {
        /** A block of the order can be had already. */
        SUCCESS,
        /** Compaction would not help. */
        SKIP,
        /** Compact. */
        CONTINUE
    }

    /** Frames that should be free above the mark: as many again as the block has, on both sides of a move. */
    static long gap(int order) {
        return 2L << order;
    }

    /** The verdict for an allocation (Linux: {@code compaction_suit_allocation_order}). */
    public static Verdict judge(Zone zone, int order, int highestIndex, int flags) {
        long mark = zone.watermark(flags & AllocFlag.WMARK_MASK);
        if (WatermarkCheck.ok(zone, order, mark, highestIndex, flags)) {
            return Verdict.SUCCESS;
        }
        return isSuitable(zone, order, highestIndex) ? Verdict.CONTINUE : Verdict.SKIP;
    }

    /** Whether frames to move to are free, and memory is broken up rather than short. */
    public static boolean isSuitable(Zone zone, int order, int highestIndex) {
        if (!hasRoom(zone, order, highestIndex, zone.free().global())) {
            return false;
        }
        if (order <= PcpLists.COSTLY_ORDER) {
            return true;
        }
        int index = Fragmentation.of(zone, order).index();
        return index < 0 || index > EXTFRAG_THRESHOLD;
    }

    /** Whether {@code available} free frames would be enough to move pages to (Linux: {@code __compaction_suitable}). */
    static boolean hasRoom(Zone zone, int order, int highestIndex, long available) {
        Watermark which = order > PcpLists.COSTLY_ORDER ? Watermark.LOW : Watermark.MIN;
        long mark = zone.watermark(which.ordinal()) + gap(order);
        return WatermarkCheck.ok(zone, 0, mark, highestIndex, 0, available);
    }
}
