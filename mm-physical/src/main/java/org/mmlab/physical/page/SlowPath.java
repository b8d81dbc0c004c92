package org.mmlab.physical.page;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.ArrayDeque;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.memory.AllocFlag;
import org.mmlab.api.memory.FreeBlocks.Unreserve;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.physical.pcp.PcpLists;
import org.mmlab.physical.zone.Watermark;
import org.mmlab.physical.zone.WatermarkCheck;
import org.mmlab.physical.zone.Zone;
import org.mmlab.physical.zone.ZoneLayout;

/**
 * What an allocation does when the first attempt fails (Linux: {@code __alloc_pages_slowpath}): wakes kswapd, tries with the access to
 * reserves that the mask permits, compacts, reclaims directly, and when nothing helps has a process killed.
 */
final class SlowPath {
    private static final int MAX_RECLAIM_RETRIES = 16;
    private static final int COSTLY_ORDER = PcpLists.COSTLY_ORDER;
    private static final long ALL_NODES = -1L;
    private static final int MIN = Watermark.MIN.ordinal();

    private final PageAllocator allocator;
    private final TaskContext task;
    private final PcpDrain drain;
    private final ZoneLayout layout;
    /** Requests that are over; reclaim may allocate in the middle of an allocation, so one is not enough. */
    private final ArrayDeque<Request> idle = new ArrayDeque<>();

    private Compactor compactor = Compactor.NONE;

    /** Empties all per-CPU lists. */
    @FunctionalInterface
    interface PcpDrain {
        void drainAll();
    }

    SlowPath(PageAllocator allocator, TaskContext task, PcpDrain drain, ZoneLayout layout) {
        this.allocator = allocator;
        this.task = task;
        this.drain = drain;
        this.layout = layout;
    }

    void setCompactor(Compactor newCompactor) {
        compactor = newCompactor;
    }

    /** The flags of an attempt that may use reserves (Linux: {@code gfp_to_alloc_flags}). */
    static int flagsOf(int gfp, int order) {
        int flags = AllocFlag.WMARK_MIN | AllocFlag.CPUSET | gfp & (Gfp.HIGH | Gfp.KSWAPD_RECLAIM);
        if ((gfp & Gfp.DIRECT_RECLAIM) != 0) {
            return flags;
        }
        if ((gfp & Gfp.NOMEMALLOC) == 0) {
            flags |= AllocFlag.NON_BLOCK;
            if (order > 0 && (flags & AllocFlag.MIN_RESERVE) != 0) {
                flags |= AllocFlag.HIGHATOMIC;
            }
        }
        return (flags & AllocFlag.MIN_RESERVE) != 0 ? flags & ~AllocFlag.CPUSET : flags;
    }

    /** Full or partial access to reserves for those who free memory or are being killed (Linux: {@code __gfp_pfmemalloc_flags}). */
    private int reserveFlags(int gfp) {
        if ((gfp & Gfp.NOMEMALLOC) != 0) {
            return 0;
        }
        if ((gfp & Gfp.MEMALLOC) != 0 || task.has(TaskContext.MEMALLOC)) {
            return AllocFlag.NO_WATERMARKS;
        }
        return task.has(TaskContext.OOM_VICTIM) ? AllocFlag.OOM : 0;
    }

    /** A request for {@link #allocate}; {@link #release} it afterwards. */
    Request request(int gfp, int order, int node, Zone[] zones, long nodeMask) {
        Request request = idle.poll();
        if (request == null) {
            request = new Request();
        }
        request.start(gfp, allocator.migratetype(gfp), order, node, zones, nodeMask);
        return request;
    }

    /** The request is over. */
    void release(Request request) {
        idle.push(request);
    }

    /**
     * Serves a request by all means that its mask permits.
     *
     * @param request the request; its outcome says whether all reserves were opened
     */
    @FrameIndex int allocate(Request request) {
        int gfp = request.gfp;
        int order = request.order;
        int flags = flagsOf(gfp, order);
        Zone[] zones = request.zones;
        int first = PageAllocator.firstAllowed(zones, request.nodeMask);
        if (first == zones.length) {
            return NO_FRAME;
        }
        wakeKswapds(request, flags);
        @FrameIndex int frame = allocator.attempt(gfp, order, flags, zones, first, request.nodeMask);
        if (frame != NO_FRAME) {
            return frame;
        }
        boolean canReclaim = (gfp & Gfp.DIRECT_RECLAIM) != 0;
        boolean canCompact = (gfp & Gfp.IO) != 0;
        boolean early = order > COSTLY_ORDER || order > 0 && !request.isMovable();
        if (canReclaim && canCompact && early && reserveFlags(gfp) == 0) {
            frame = compact(request, flags, first);
            if (frame != NO_FRAME) {
                return frame;
            }
            if (order > COSTLY_ORDER && (gfp & Gfp.NORETRY) != 0 && givesUpAfter(request.compaction, gfp)) {
                return NO_FRAME;
            }
        }
        if (order <= COSTLY_ORDER || (gfp & Gfp.NORETRY) == 0) {
            request.priority = Compactor.Priority.SYNC_LIGHT;
        }
        return retry(request, flags);
    }

    private static boolean givesUpAfter(Compactor.Result result, int gfp) {
        return result == Compactor.Result.SKIPPED || result == Compactor.Result.DEFERRED || (gfp & Gfp.THISNODE) != 0;
    }

    private @FrameIndex int retry(Request request, int startFlags) {
        int flags = startFlags;
        int fruitless = 0;
        while (true) {
            wakeKswapds(request, flags);
            int reserves = reserveFlags(request.gfp);
            if (reserves != 0) {
                flags = reserves | flags & AllocFlag.KSWAPD;
            }
            long mask = (flags & AllocFlag.CPUSET) == 0 || reserves != 0 ? ALL_NODES : request.nodeMask;
            int first = PageAllocator.firstAllowed(request.zones, mask);
            @FrameIndex int frame = allocator.attempt(request.gfp, request.order, flags, request.zones, first, mask);
            if (frame != NO_FRAME) {
                request.usedAllReserves = (flags & AllocFlag.NO_WATERMARKS) != 0;
                return frame;
            }
            if ((request.gfp & Gfp.DIRECT_RECLAIM) == 0) {
                return NO_FRAME;
            }
            if (task.has(TaskContext.MEMALLOC)) {
                return lastResort(request);
            }
            long freed = reclaim(request);
            frame = freed > 0 ? attemptAfterReclaim(request, flags, first, mask) : NO_FRAME;
            if (frame == NO_FRAME) {
                frame = compact(request, flags, first);
            }
            if (frame != NO_FRAME) {
                return frame;
            }
            if (endsAfterOneRound(request)) {
                return lastResort(request);
            }
            fruitless = freed > 0 && request.order <= COSTLY_ORDER ? 0 : fruitless + 1;
            if (worthReclaiming(request, flags, fruitless) || freed > 0 && mayCompactAgain(request)) {
                continue;
            }
            frame = killOrFail(request, first);
            if (frame != NO_FRAME) {
                return frame;
            }
            boolean victim = task.has(TaskContext.OOM_VICTIM);
            boolean victimGivesUp = victim && ((flags & AllocFlag.OOM) != 0 || (request.gfp & Gfp.NOMEMALLOC) != 0);
            if (victimGivesUp || !request.oomProgress) {
                return lastResort(request);
            }
            fruitless = 0;
        }
    }

    private static boolean endsAfterOneRound(Request request) {
        boolean mayfailCompacts = (request.gfp & Gfp.IO) != 0 && (request.gfp & Gfp.RETRY_MAYFAIL) != 0;
        return (request.gfp & Gfp.NORETRY) != 0 || request.order > COSTLY_ORDER && !mayfailCompacts;
    }

    private long reclaim(Request request) {
        int old = task.enter(TaskContext.MEMALLOC);
        try {
            return allocator.reclaimer().tryToFreePages(request.node, request.order, request.gfp);
        } finally {
            task.leave(old);
        }
    }

    private @FrameIndex int attemptAfterReclaim(Request request, int flags, int first, long mask) {
        @FrameIndex int frame = allocator.attempt(request.gfp, request.order, flags, request.zones, first, mask);
        if (frame == NO_FRAME) {
            unreserve(request, Unreserve.SPARE_ONE);
            drain.drainAll();
            frame = allocator.attempt(request.gfp, request.order, flags, request.zones, first, mask);
        }
        return frame;
    }

    private @FrameIndex int compact(Request request, int flags, int first) {
        if (request.order == 0) {
            return NO_FRAME;
        }
        int old = task.enter(TaskContext.MEMALLOC);
        try {
            request.compaction = compactor.compact(
                    request.zones, request.nodeMask, request.order, request.gfp, flags, request.priority);
        } finally {
            task.leave(old);
        }
        if (request.compaction == Compactor.Result.SKIPPED) {
            return NO_FRAME;
        }
        allocator.count(VmEvent.COMPACT_STALL);
        @FrameIndex int frame = compactor.takeCaptured();
        if (frame == NO_FRAME) {
            frame = allocator.attempt(request.gfp, request.order, flags, request.zones, first, request.nodeMask);
        }
        if (frame == NO_FRAME) {
            allocator.count(VmEvent.COMPACT_FAIL);
        } else {
            compactor.allocated(allocator.zoneOf(frame), request.order);
            allocator.count(VmEvent.COMPACT_SUCCESS);
        }
        return frame;
    }

    /** Whether another round of compaction may help, perhaps a harder one (Linux: {@code should_compact_retry}). */
    private boolean mayCompactAgain(Request request) {
        if (request.order == 0 || (request.gfp & Gfp.IO) == 0) {
            return false;
        }
        if (request.compaction != Compactor.Result.SKIPPED) {
            return request.mayCompactAgain(COSTLY_ORDER);
        }
        int highest = layout.highestIndex(request.gfp);
        for (Zone zone : request.zones) {
            if (PageAllocator.allows(request.nodeMask, zone)
                    && compactor.couldHelp(
                            zone, request.order, highest, allocator.reclaimer().reclaimableFrames(zone.ordinal()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the request could be served if everything reclaimable were reclaimed (Linux: {@code should_reclaim_retry}). */
    private boolean worthReclaiming(Request request, int flags, int fruitless) {
        if (fruitless <= MAX_RECLAIM_RETRIES) {
            int highest = layout.highestIndex(request.gfp);
            for (Zone zone : request.zones) {
                if (!PageAllocator.allows(request.nodeMask, zone)) {
                    continue;
                }
                long available = allocator.reclaimer().reclaimableFrames(zone.ordinal())
                        + zone.free().exact();
                if (WatermarkCheck.ok(zone, request.order, zone.watermark(MIN), highest, flags, available)) {
                    return true;
                }
            }
        }
        return unreserve(request, Unreserve.ALL);
    }

    private static boolean unreserve(Request request, Unreserve how) {
        for (Zone zone : request.zones) {
            if (PageAllocator.allows(request.nodeMask, zone)
                    && zone.freeBlocks().unreserveHighAtomic(request.migratetype, how)) {
                return true;
            }
        }
        return false;
    }

    /** Linux: {@code __alloc_pages_may_oom}. */
    private @FrameIndex int killOrFail(Request request, int first) {
        request.oomProgress = false;
        int gfp = request.gfp & ~Gfp.DIRECT_RECLAIM;
        int high = AllocFlag.WMARK_HIGH | AllocFlag.CPUSET;
        @FrameIndex int frame = allocator.attempt(gfp, request.order, high, request.zones, first, request.nodeMask);
        if (frame != NO_FRAME || !mayKill(request)) {
            return frame;
        }
        // Where Linux would loop for ever over a request that must not fail, there is no progress, and the request
        // ends.
        request.oomProgress = allocator.reclaimer().outOfMemory(request.order, request.gfp);
        if ((request.gfp & Gfp.NOFAIL) == 0) {
            return NO_FRAME;
        }
        request.usedAllReserves = true;
        return allocator.attempt(
                request.gfp, request.order, AllocFlag.NO_WATERMARKS, request.zones, first, request.nodeMask);
    }

    private boolean mayKill(Request request) {
        return request.order <= COSTLY_ORDER
                && (request.gfp & (Gfp.RETRY_MAYFAIL | Gfp.THISNODE)) == 0
                && layout.highestIndex(request.gfp) >= layout.indexOf(ZoneType.NORMAL);
    }

    /** Requests that must not fail get half of the reserves; the others fail. */
    private @FrameIndex int lastResort(Request request) {
        if ((request.gfp & Gfp.NOFAIL) == 0) {
            return NO_FRAME;
        }
        int first = PageAllocator.firstAllowed(request.zones, request.nodeMask);
        return allocator.attempt(
                request.gfp, request.order, AllocFlag.MIN_RESERVE, request.zones, first, request.nodeMask);
    }

    private void wakeKswapds(Request request, int flags) {
        if ((flags & AllocFlag.KSWAPD) == 0) {
            return;
        }
        int last = -1;
        int highest = layout.highestIndex(request.gfp);
        for (Zone zone : request.zones) {
            if (zone.node() != last && PageAllocator.allows(request.nodeMask, zone)) {
                allocator.reclaimer().wakeKswapd(zone.node(), request.order, highest);
                last = zone.node();
            }
        }
    }
}
