package org.mmlab.kit.machine;

import org.mmlab.api.link.Reclaimer;
import org.mmlab.virtual.frame.Frames;
import org.mmlab.virtual.reserve.Reservations;

/**
 * Reclaim on a machine that reserves huge pages: frames that are only set aside go first, pages in use after them (FreeBSD:
 * {@code vm_page_alloc} breaks a reservation before it waits for the page daemon).
 */
final class ReservationReclaimer implements Reclaimer {
    private static final long FRAMES_AT_ONCE = 1L << Frames.HUGE_ORDER;

    private final Reclaimer reclaimer;
    private final Reservations reservations;

    ReservationReclaimer(Reclaimer reclaimer, Reservations reservations) {
        this.reclaimer = reclaimer;
        this.reservations = reservations;
    }

    @Override
    public void wakeKswapd(int node, int order, int highestZone) {
        if (reservations.releaseOldest(FRAMES_AT_ONCE) == 0) {
            reclaimer.wakeKswapd(node, order, highestZone);
        }
    }

    @Override
    public long tryToFreePages(int node, int order, int gfp) {
        long freed = reservations.releaseOldest(FRAMES_AT_ONCE);
        return freed > 0 ? freed : reclaimer.tryToFreePages(node, order, gfp);
    }

    @Override
    public boolean outOfMemory(int order, int gfp) {
        return reclaimer.outOfMemory(order, gfp);
    }

    @Override
    public long reclaimableFrames(int zone) {
        return reclaimer.reclaimableFrames(zone);
    }

    @Override
    public long reclaimNode(int node, int order, int gfp, int mode) {
        return reclaimer.reclaimNode(node, order, gfp, mode);
    }
}
