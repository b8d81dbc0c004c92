package org.mmlab.physical.pcp;

import org.mmlab.physical.zone.Zone;

/**
 * Linux 6.1: {@code high} is fixed, the refill batch too, and the free batch doubles while nothing is allocated
 * ({@code nr_pcp_free}, {@code nr_pcp_high}, {@code free_unref_page_commit} of that release). {@code freeCount} is its
 * {@code free_factor}.
 */
final class FixedTuning implements PcpTuning {
    private static final int RECLAIM_BATCHES_SHIFT = 2;

    @Override
    public void limitsChanged(PerCpuPages pcp) {
        pcp.high = pcp.highMin;
    }

    @Override
    public void onAllocate(PerCpuPages pcp) {
        pcp.freeCount >>= 1;
    }

    @Override
    public int refill(Zone zone, PerCpuPages pcp, int order) {
        return pcp.batch > 1 ? Math.max(pcp.batch >> order, 2) : pcp.batch;
    }

    @Override
    public int excess(Zone zone, PerCpuPages pcp, int order) {
        boolean flood = pcp.freeCount != 0 && order != 0 && order <= PcpLists.COSTLY_ORDER;
        int high = pcp.high == 0 || flood ? 0 : pcp.high;
        if (high != 0 && zone.flag(Zone.RECLAIM_ACTIVE)) {
            high = Math.min(pcp.batch << RECLAIM_BATCHES_SHIFT, high);
        }
        return pcp.count >= high ? toFree(pcp, high, flood) : 0;
    }

    private static int toFree(PerCpuPages pcp, int high, boolean flood) {
        if (flood) {
            return pcp.count;
        }
        if (high < pcp.batch) {
            return 1; // lists are off
        }
        int most = high - pcp.batch;
        int batch = pcp.batch << pcp.freeCount;
        if (batch < most && pcp.freeCount < BATCH_SCALE_MAX) {
            pcp.freeCount++;
        }
        return PcpTuning.clamp(batch, pcp.batch, most);
    }

    @Override
    public void afterExcess(Zone zone) {
        // no flag depends on it
    }

    @Override
    public int drainStep(PerCpuPages pcp) {
        return pcp.count;
    }

    @Override
    public int decay(PerCpuPages pcp) {
        return 0; // what may stay does not change by itself
    }

    @Override
    public boolean remembersType() {
        return true;
    }
}
