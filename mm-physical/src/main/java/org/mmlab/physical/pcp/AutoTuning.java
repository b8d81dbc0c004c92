package org.mmlab.physical.pcp;

import org.mmlab.physical.zone.Watermark;
import org.mmlab.physical.zone.WatermarkCheck;
import org.mmlab.physical.zone.Zone;

/**
 * Linux 6.12: {@code high} moves between {@code high_min} and {@code high_max}: up when the CPU allocates or frees a lot, down when
 * the zone is short of memory; the refill batch doubles while nothing is freed ({@code nr_pcp_alloc}, {@code nr_pcp_free},
 * {@code nr_pcp_high}, {@code free_unref_page_commit}).
 */
final class AutoTuning implements PcpTuning {
    private static final int HIGH = Watermark.HIGH.ordinal();
    private static final int RECLAIM_BATCHES_SHIFT = 2;
    private static final int DECAY_SHIFT = 3;

    /** Against requests up to this zone index the protection counts in the check that ends a shortage. */
    private final int movableIndex;

    AutoTuning(int movableIndex) {
        this.movableIndex = movableIndex;
    }

    @Override
    public void limitsChanged(PerCpuPages pcp) {
        // high is brought between the limits at its next use
    }

    @Override
    public void onAllocate(PerCpuPages pcp) {
        pcp.freeCount >>= 1;
    }

    @Override
    public int refill(Zone zone, PerCpuPages pcp, int order) {
        int base = pcp.batch;
        int high = PcpTuning.clamp(pcp.high, pcp.highMin, pcp.highMax);
        pcp.high = high;
        if (high < base) {
            return 1; // lists are off
        }
        int batch = order == 0 ? base << pcp.allocFactor : base;
        if (pcp.highMin != pcp.highMax && !zone.flag(Zone.BELOW_HIGH)) {
            high = Math.min(high + batch, pcp.highMax);
            pcp.high = high;
        }
        if (order == 0) {
            int most = Math.max(high - pcp.count - base, base);
            if (batch <= most && pcp.allocFactor < BATCH_SCALE_MAX) {
                pcp.allocFactor++;
            }
            batch = Math.min(batch, most);
        }
        return batch > 1 ? Math.max(batch >> order, 2) : batch;
    }

    @Override
    public int excess(Zone zone, PerCpuPages pcp, int order) {
        pcp.allocFactor >>= 1;
        int batch = pcp.batch;
        boolean flood = false;
        if (order != 0 && order <= PcpLists.COSTLY_ORDER) {
            flood = pcp.freeCount >= batch
                    && (pcp.flags & PerCpuPages.PREV_FREE_HIGH_ORDER) != 0
                    && ((pcp.flags & PerCpuPages.FREE_HIGH_BATCH) == 0 || pcp.count >= batch);
            pcp.flags |= PerCpuPages.PREV_FREE_HIGH_ORDER;
        } else {
            pcp.flags &= ~PerCpuPages.PREV_FREE_HIGH_ORDER;
        }
        if (pcp.freeCount < batch << BATCH_SCALE_MAX) {
            pcp.freeCount += 1 << order;
        }
        int high = flood ? 0 : keep(zone, pcp, batch);
        if (flood) {
            lowerForFlood(pcp, batch);
        }
        return pcp.count >= high ? toFree(pcp, batch, high, flood) : 0;
    }

    private static void lowerForFlood(PerCpuPages pcp, int batch) {
        int high = PcpTuning.clamp(pcp.high, pcp.highMin, pcp.highMax);
        pcp.high = high == 0 ? 0 : Math.max(high - (batch << BATCH_SCALE_MAX), pcp.highMin);
    }

    /** How many frames may stay, and the change of {@code high} on the way. */
    private static int keep(Zone zone, PerCpuPages pcp, int batch) {
        int high = PcpTuning.clamp(pcp.high, pcp.highMin, pcp.highMax);
        pcp.high = high;
        if (high == 0) {
            return 0;
        }
        int freed = Math.max(pcp.freeCount, batch);
        if (zone.flag(Zone.RECLAIM_ACTIVE)) {
            pcp.high = Math.max(high - freed, pcp.highMin);
            return Math.min(batch << RECLAIM_BATCHES_SHIFT, pcp.high);
        }
        if (pcp.highMin == pcp.highMax) {
            return high;
        }
        if (zone.flag(Zone.BELOW_HIGH)) {
            pcp.high = Math.max(high - freed, pcp.highMin);
            return Math.max(pcp.count, pcp.highMin);
        }
        if (pcp.count >= high) {
            int needed = pcp.freeCount + batch;
            if (high < needed) {
                pcp.high = PcpTuning.clamp(needed, pcp.highMin, pcp.highMax);
            }
        }
        return high;
    }

    private static int toFree(PerCpuPages pcp, int batch, int high, boolean flood) {
        if (flood) {
            return Math.min(pcp.count, batch << BATCH_SCALE_MAX);
        }
        if (high < batch) {
            return 1; // lists are off
        }
        return PcpTuning.clamp(pcp.freeCount, batch, high - batch);
    }

    @Override
    public void afterExcess(Zone zone) {
        if (zone.flag(Zone.BELOW_HIGH) && WatermarkCheck.ok(zone, 0, zone.watermark(HIGH), movableIndex, 0)) {
            zone.clearFlag(Zone.BELOW_HIGH);
        }
    }

    @Override
    public int drainStep(PerCpuPages pcp) {
        return pcp.batch << BATCH_SCALE_MAX;
    }

    @Override
    public int decay(PerCpuPages pcp) {
        if (pcp.high > pcp.highMin) {
            int least = Math.max(pcp.count - (pcp.batch << BATCH_SCALE_MAX), pcp.highMin);
            pcp.high = Math.max(least, pcp.high - (pcp.high >> DECAY_SHIFT));
        }
        return Math.max(pcp.count - pcp.high, 0);
    }

    @Override
    public boolean remembersType() {
        return false;
    }
}
