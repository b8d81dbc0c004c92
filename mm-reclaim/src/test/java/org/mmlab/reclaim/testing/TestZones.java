package org.mmlab.reclaim.testing;

import org.mmlab.api.event.VmEvent;
import org.mmlab.reclaim.memory.ReclaimZones;

/** One node with one zone over a {@link TestPool}; marks at an eighth, a sixth and a quarter of 1/4 of it. */
public final class TestZones implements ReclaimZones {
    private static final int[] ONLY = {0};
    private final TestPool pool;
    private final int frames;
    private final long min;
    public long boost;
    private boolean active;
    private boolean checkedWhileActive;

    public TestZones(TestPool pool, int frames) {
        this.pool = pool;
        this.frames = frames;
        this.min = Math.max(4, frames / 32);
    }

    @Override
    public int nodes() {
        return 1;
    }

    @Override
    public int[] zonesOf(int node) {
        return ONLY;
    }

    @Override
    public int type(int zone) {
        return 2;
    }

    @Override
    public VmEvent skipEvent(int type) {
        return VmEvent.PGSKIP_NORMAL;
    }

    @Override
    public VmEvent stallEvent(int type) {
        return VmEvent.ALLOCSTALL_NORMAL;
    }

    @Override
    public int highestType(int gfp) {
        return 2;
    }

    @Override
    public long managed(int zone) {
        return frames;
    }

    @Override
    public long free(int zone) {
        return pool.freeFrames();
    }

    @Override
    public long mark(int zone, Mark mark) {
        return min + min / 4 * mark.ordinal() + boost;
    }

    @Override
    public boolean meets(int zone, int order, long mark, int highestType) {
        checkedWhileActive |= active;
        return pool.freeFrames() > mark;
    }

    @Override
    public long boost(int zone) {
        return boost;
    }

    @Override
    public void lowerBoost(int zone, long by) {
        boost -= by;
    }

    @Override
    public void reclaimBegins(int zone) {
        active = true;
    }

    @Override
    public void reclaimEnds(int zone) {
        active = false;
    }

    /** Whether kswapd is said to be at work. */
    public boolean active() {
        return active;
    }

    /** Whether marks were checked while it was. */
    public boolean checkedWhileActive() {
        return checkedWhileActive;
    }

    @Override
    public int[] nodesFrom(int node) {
        return ONLY;
    }
}
