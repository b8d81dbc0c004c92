package org.mmlab.physical.pcp;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.physical.zone.Zone;
import org.mmlab.physical.zone.ZoneContext;

/**
 * Takes blocks from per-CPU lists and puts them there, moving batches to and from the zone's free blocks (Linux:
 * {@code rmqueue_pcplist}, {@code free_unref_page_commit}, {@code free_pcppages_bulk}). One for a machine; O(1) but for the batches.
 */
public final class PcpAllocator {
    private static final int IDLE_SECONDS = 3;

    private final FrameTable table;
    private final FrameLists lists;
    private final PcpLists shape;
    private final PcpTuning tuning;
    private final PerCpuPages[][] byZone;

    /** Lists for zones of the given ordinals 0 to {@code zones - 1}, none there yet; {@link #addZone} makes them. */
    public PcpAllocator(ZoneContext context, PcpLists shape, int zones) {
        table = context.table();
        lists = context.lists();
        this.shape = shape;
        byZone = new PerCpuPages[zones][0];
        tuning = context.kernel().atLeast(KernelVersion.V6_12)
                ? new AutoTuning(context.layout().indexOf(ZoneType.MOVABLE))
                : new FixedTuning();
    }

    /** Makes the lists of a zone, one set for each CPU. */
    public void addZone(Zone zone) {
        PerCpuPages[] perCpu = new PerCpuPages[zone.context().cpus()];
        for (int cpu = 0; cpu < perCpu.length; cpu++) {
            perCpu[cpu] = new PerCpuPages(zone, cpu, shape, lists);
        }
        byZone[zone.ordinal()] = perCpu;
    }

    /** Which orders are kept on which list. */
    public PcpLists shape() {
        return shape;
    }

    /** The lists of a zone and CPU. */
    public PerCpuPages of(Zone zone, int cpu) {
        return byZone[zone.ordinal()][cpu];
    }

    /** Takes a block of an order that is kept, refilling the list where it is empty; {@code NO_FRAME} where the zone has none. */
    public @FrameIndex int take(Zone zone, int cpu, int order, int migratetype, int flags) {
        PerCpuPages pcp = byZone[zone.ordinal()][cpu];
        tuning.onAllocate(pcp);
        int list = pcp.firstList + shape.indexOf(order, migratetype);
        @FrameIndex int frame = lists.pollFirst(list);
        if (frame == NO_FRAME) {
            int wanted = tuning.refill(zone, pcp, order);
            int got = zone.freeBlocks().allocateBulk(order, wanted, migratetype, flags, list);
            if (got == 0) {
                return NO_FRAME;
            }
            pcp.count += got << order;
            frame = lists.pollFirst(list);
        }
        pcp.count -= 1 << order;
        return frame;
    }

    /**
     * Puts a block of an order that is kept on its list, and gives a batch back where too many are kept.
     *
     * @param migratetype the list's type
     * @param pageblockType the type of the block's pageblock now
     */
    public void put(Zone zone, int cpu, @FrameIndex int frame, int order, int migratetype, int pageblockType) {
        PerCpuPages pcp = byZone[zone.ordinal()][cpu];
        if (tuning.remembersType()) {
            table.setMapping(frame, FrameTable.NO_MAPPING, pageblockType);
        }
        int index = shape.indexOf(order, migratetype);
        lists.addFirst(pcp.firstList + index, frame);
        pcp.count += 1 << order;
        int excess = tuning.excess(zone, pcp, order);
        if (excess > 0) {
            giveBack(zone, pcp, excess, index);
            tuning.afterExcess(zone);
        }
    }

    /** Gives at least {@code wanted} frames back, list after list from {@code index} on, oldest first. */
    private void giveBack(Zone zone, PerCpuPages pcp, int wanted, int index) {
        int left = Math.min(pcp.count, wanted);
        int at = index;
        while (left > 0) {
            int list = pcp.firstList + at;
            int order = shape.orderOf(at);
            while (left > 0 && lists.size(list) != 0) {
                @FrameIndex int frame = lists.pollLast(list);
                pcp.count -= 1 << order;
                left -= 1 << order;
                leave(zone, frame, order);
            }
            at = at + 1 == shape.count() ? 0 : at + 1;
        }
    }

    private void leave(Zone zone, @FrameIndex int frame, int order) {
        int type = 0;
        if (tuning.remembersType()) {
            type = (int) table.index(frame);
            table.clearMapping(frame);
        }
        zone.freeBlocks().freeFromPcp(frame, order, type);
    }

    /** Sets the limits of a zone and CPU (Linux: {@code pageset_update}); lists that are too long now are cut at their next use. */
    public void setLimits(Zone zone, int cpu, int highMin, int highMax, int batch) {
        PerCpuPages pcp = of(zone, cpu);
        pcp.highMin = highMin;
        pcp.highMax = highMax;
        pcp.batch = batch;
        tuning.limitsChanged(pcp);
    }

    /** Empties the lists of a zone and CPU (Linux: {@code drain_pages_zone}). */
    public void drain(Zone zone, int cpu) {
        PerCpuPages pcp = byZone[zone.ordinal()][cpu];
        while (pcp.count > 0) {
            giveBack(zone, pcp, Math.min(pcp.count, tuning.drainStep(pcp)), 0);
        }
    }

    /**
     * Lets lists shrink that were allowed to grow, as once a second (Linux: {@code decay_pcp_high}).
     *
     * @return whether there is more to be done at the next time
     */
    public boolean decay(Zone zone, int cpu) {
        PerCpuPages pcp = byZone[zone.ordinal()][cpu];
        int excess = tuning.decay(pcp);
        boolean more = excess > 0 || pcp.high > pcp.highMin;
        while (excess > 0) {
            int part = Math.min(excess, pcp.batch);
            giveBack(zone, pcp, part, 0);
            excess -= part;
        }
        return more;
    }

    /** Something was freed or taken in a zone of another node: its lists on this CPU are kept for some seconds more. */
    public void touch(Zone zone, int cpu) {
        byZone[zone.ordinal()][cpu].expire = IDLE_SECONDS;
    }

    /**
     * Another second has passed for the lists of a zone of another node; when they were not used for a while, a batch is given back
     * (Linux: {@code drain_zone_pages}, called by {@code refresh_cpu_vm_stats}).
     *
     * @return what became of them
     */
    public Expiry expire(Zone zone, int cpu) {
        PerCpuPages pcp = byZone[zone.ordinal()][cpu];
        if (pcp.expire == 0 || pcp.count == 0) {
            return Expiry.IDLE;
        }
        if (--pcp.expire != 0) {
            return Expiry.WAITING;
        }
        giveBack(zone, pcp, Math.min(pcp.count, pcp.batch), 0);
        return Expiry.DRAINED;
    }

    /** What {@link #expire} found. */
    public enum Expiry {
        /** Nothing is kept, or nothing was used lately. */
        IDLE,
        /** Used lately. */
        WAITING,
        /** A batch was given back. */
        DRAINED
    }

    /** Whether a zone has per-CPU lists. */
    public boolean hasLists(Zone zone) {
        return byZone[zone.ordinal()].length != 0;
    }

    /** Empties the lists of a zone and CPU without giving anything back, before {@link #restore}. */
    public void clear(Zone zone, int cpu) {
        PerCpuPages pcp = byZone[zone.ordinal()][cpu];
        for (int index = 0; index < shape.count(); index++) {
            while (lists.pollFirst(pcp.firstList + index) != NO_FRAME) {
                // taken off
            }
        }
        pcp.count = 0;
    }

    /**
     * Puts a block on a list as it is, to continue from a recorded state; lists are filled head last. Which type is remembered of it is
     * not recorded: that of its pageblock, if blocks of that type are kept on this list, else the list's.
     */
    public void restore(Zone zone, int cpu, int index, @FrameIndex int frame) {
        PerCpuPages pcp = byZone[zone.ordinal()][cpu];
        int order = shape.orderOf(index);
        if (tuning.remembersType()) {
            int type = zone.pageblockType(frame);
            boolean likely = shape.indexOf(order, PcpLists.listType(type)) == index;
            table.setMapping(frame, FrameTable.NO_MAPPING, likely ? type : shape.migratetypeOf(index));
        }
        lists.addLast(pcp.firstList + index, frame);
        pcp.count += 1 << order;
    }
}
