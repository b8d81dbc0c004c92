package org.mmlab.physical.zone;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.FreeBlocks;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.physical.watermark.Boost;

/**
 * A zone of a node (Linux: {@code struct zone}). Sizes are in frames. Holds state and the arithmetic on it; who may allocate from
 * it is decided by the page allocator, which blocks are taken by its {@link FreeBlocks}. Confined to the machine's thread.
 */
public final class Zone implements AllocatorZone {
    /** {@link #flag} bit: watermarks were raised and kswapd is to be woken. */
    public static final int BOOSTED_WATERMARK = 1;
    /** {@link #flag} bit: kswapd is at work on the node. */
    public static final int RECLAIM_ACTIVE = 1 << 1;
    /** {@link #flag} bit: free memory was seen below the high watermark. */
    public static final int BELOW_HIGH = 1 << 2;

    private final ZoneContext context;
    private final int node;
    private final int index;
    private final int ordinal;
    private final String label;
    private final long[] watermark = new long[Watermark.values().length];
    private final long[] lowmemReserve;
    private final long[] numaEvents = new long[NumaStat.values().length];
    private final ZoneCounter freeFrames;
    private final boolean countsFreeHighAtomic;
    private long startPfn;
    private long endPfn;
    private int firstFrame;
    private int endFrame;
    private long present;
    private long presentEarly;
    private long managed;
    private long boost;
    private long driftMark;
    private long reservedHighAtomic;
    private long freeHighAtomic;
    private int isolatedPageblocks;
    private int flags;
    private PageblockTypes pageblocks;
    private FreeBlocks freeBlocks = NoFreeBlocks.INSTANCE;
    private @Nullable FrameAllocator owner;

    /** An empty zone: no span, no frame. */
    public Zone(ZoneContext context, int node, int index, int ordinal) {
        this.context = context;
        this.node = node;
        this.index = index;
        this.ordinal = ordinal;
        label = "node " + node + " zone " + context.layout().type(index).kernelName();
        lowmemReserve = new long[context.layout().count()];
        countsFreeHighAtomic = context.kernel().atLeast(KernelVersion.V6_12);
        freeFrames = new ZoneCounter(context.cpus());
        pageblocks = new PageblockTypes(0, context.pageblockOrder(), MigrateType.MOVABLE);
    }

    /** Gives the zone its span, with the types of its pageblocks; {@code end} is exclusive. */
    public void setSpan(@Pfn long start, @Pfn long end, @FrameIndex int first, int endOfFrames, PageblockTypes types) {
        startPfn = Addresses.rawPfn(start);
        endPfn = Addresses.rawPfn(end);
        firstFrame = Addresses.rawFrame(first);
        endFrame = endOfFrames;
        pageblocks = types;
    }

    /** Moves the borders of the span; {@code end} is exclusive. */
    public void resize(@Pfn long start, @Pfn long end) {
        startPfn = Addresses.rawPfn(start);
        endPfn = Addresses.rawPfn(end);
    }

    /** Takes frame indexes from {@code first} to {@code endOfFrames - 1} into the zone's, whose pageblocks have these types. */
    public void cover(@FrameIndex int first, int endOfFrames, PageblockTypes types) {
        int start = Addresses.rawFrame(first);
        firstFrame = endFrame == 0 ? start : Math.min(firstFrame, start);
        endFrame = Math.max(endFrame, endOfFrames);
        pageblocks = types;
    }

    /** Existing frames that were there at boot. */
    public long presentEarly() {
        return presentEarly;
    }

    /** Sets {@link #presentEarly}. */
    public void setPresentEarly(long frames) {
        presentEarly = frames;
    }

    /** Sets the number of frames that exist within the span. */
    public void setPresent(long frames) {
        present = frames;
    }

    /** Sets the number of frames handed to the page allocator. */
    public void setManaged(long frames) {
        managed = frames;
    }

    /** Lets an allocator keep the zone's free frames. */
    public void attach(FrameAllocator allocator) {
        freeBlocks = allocator.attach(this);
        owner = allocator;
    }

    /**
     * Takes a block from the zone's free ones; {@code NO_FRAME} where it has none.
     *
     * @throws PolicyException where the allocator gives what is no block of the zone
     */
    public @FrameIndex int allocateBlock(int order, int migratetype, int allocFlags) {
        @FrameIndex int frame = freeBlocks.allocate(order, migratetype, allocFlags);
        int first = Addresses.rawFrame(frame);
        boolean wrong = first < firstFrame || first > endFrame - (1 << order) || (first & (1 << order) - 1) != 0;
        if (wrong && frame != Addresses.NO_FRAME && owner != null) {
            throw PolicyException.brokenBy(
                    FrameAllocator.class,
                    owner,
                    "allocate",
                    "frame " + first + " for a block of order " + order + " of " + label,
                    "give an aligned block of frames " + firstFrame + " to " + (endFrame - 1) + ", or NO_FRAME");
        }
        return frame;
    }

    /** Whether {@link #attach} was called. */
    public boolean hasAllocator() {
        return freeBlocks != NoFreeBlocks.INSTANCE;
    }

    /** The zone's free blocks. */
    public FreeBlocks freeBlocks() {
        return freeBlocks;
    }

    /** The node's number. */
    public int node() {
        return node;
    }

    /** The zone's index within its node. */
    public int index() {
        return index;
    }

    /** What kind of zone it is. */
    public ZoneType type() {
        return context.layout().type(index);
    }

    /** What the zone shares with the others of the machine. */
    public ZoneContext context() {
        return context;
    }

    /** First frame of the span. */
    public @Pfn long startPfn() {
        return Addresses.pfn(startPfn);
    }

    /** First frame after the span. */
    public @Pfn long endPfn() {
        return Addresses.pfn(endPfn);
    }

    /** Frames in the span, holes included. */
    public long spanned() {
        return endPfn - startPfn;
    }

    /** Frames of the span that exist. */
    public long present() {
        return present;
    }

    /** Whether any frame exists (Linux: {@code populated_zone}). */
    public boolean populated() {
        return present != 0;
    }

    /** A watermark without boost. */
    public long rawWatermark(int which) {
        return watermark[which];
    }

    /** A watermark as allocations meet it, boost included (Linux: {@code wmark_pages}). */
    public long watermark(int which) {
        return watermark[which] + boost;
    }

    /** Sets a watermark. */
    public void setWatermark(Watermark which, long frames) {
        watermark[which.ordinal()] = frames;
    }

    /** By how much the watermarks are raised at present. */
    public long boost() {
        return boost;
    }

    /** Sets the boost; kswapd lowers it. */
    public void setBoost(long frames) {
        boost = frames;
    }

    /** Frames kept back from requests that could be served from the zone at {@code highestIndex}. */
    public long lowmemReserve(int highestIndex) {
        return lowmemReserve[highestIndex];
    }

    /** Sets a {@link #lowmemReserve}. */
    public void setLowmemReserve(int highestIndex, long frames) {
        lowmemReserve[highestIndex] = frames;
    }

    /** The count of free frames (Linux: {@code NR_FREE_PAGES}). */
    public ZoneCounter free() {
        return freeFrames;
    }

    /** Free count below which watermark checks of reclaim use the exact value; 0 = never. */
    public long driftMark() {
        return driftMark;
    }

    /** Sets {@link #driftMark}. */
    public void setDriftMark(long frames) {
        driftMark = frames;
    }

    /** Free frames in pageblocks reserved for urgent allocations. */
    public long freeHighAtomic() {
        return freeHighAtomic;
    }

    /**
     * Free frames that ordinary requests may not count on, because they are reserved for urgent ones: since Linux 6.12 the free ones of the
     * reserve, before the whole reserve.
     */
    public long unusableHighAtomic() {
        return countsFreeHighAtomic ? freeHighAtomic : reservedHighAtomic;
    }

    /** Sets the two counts of frames reserved for urgent allocations, to continue from a recorded state. */
    public void setHighAtomic(long reserved, long free) {
        reservedHighAtomic = reserved;
        freeHighAtomic = free;
    }

    /** Whether a flag bit is set. */
    public boolean flag(int bit) {
        return (flags & bit) != 0;
    }

    /** All flag bits. */
    public int flags() {
        return flags;
    }

    /** Sets a flag bit. */
    public void setFlag(int bit) {
        flags |= bit;
    }

    /** Clears a flag bit. */
    public void clearFlag(int bit) {
        flags &= ~bit;
    }

    /** The value of a NUMA counter. */
    public long numaEvents(NumaStat stat) {
        return numaEvents[stat.ordinal()];
    }

    /** Counts NUMA events. */
    public void countNuma(NumaStat stat, long events) {
        numaEvents[stat.ordinal()] += events;
    }

    /** Whether a page frame number lies in the span (Linux: {@code zone_spans_pfn}). */
    public boolean spansPfn(@Pfn long pfn) {
        long raw = Addresses.rawPfn(pfn);
        return startPfn <= raw && raw < endPfn;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    @Override
    public KernelVersion kernel() {
        return context.kernel();
    }

    @Override
    public FrameTable table() {
        return context.table();
    }

    @Override
    public FrameLists lists() {
        return context.lists();
    }

    @Override
    public @FrameIndex int firstFrame() {
        return Addresses.frame(firstFrame);
    }

    @Override
    public int endFrame() {
        return endFrame;
    }

    @Override
    public boolean spans(@FrameIndex int frame) {
        return spansPfn(context.map().pfnOf(frame));
    }

    @Override
    public long managedFrames() {
        return managed;
    }

    @Override
    public int pageblockOrder() {
        return pageblocks.order();
    }

    @Override
    public int pageblockType(@FrameIndex int frame) {
        return pageblocks.get(frame);
    }

    @Override
    public void setPageblockType(@FrameIndex int frame, int migratetype) {
        pageblocks.set(frame, migratetype);
    }

    @Override
    public boolean groupsByMobility() {
        return context.tunables().groupsByMobility();
    }

    @Override
    public void accountFree(long frames, int migratetype) {
        if (migratetype == MigrateType.ISOLATE) {
            return;
        }
        freeFrames.add(context.cpu().id(), frames);
        if (migratetype == MigrateType.HIGHATOMIC) {
            freeHighAtomic += frames;
        }
    }

    @Override
    public boolean boostWatermark() {
        long raised = Boost.raised(
                boost,
                watermark[Watermark.HIGH.ordinal()],
                managed,
                1L << pageblocks.order(),
                context.tunables().watermarkBoostFactor());
        if (raised == Boost.NONE) {
            return false;
        }
        boost = raised;
        return true;
    }

    @Override
    public void requestKswapd() {
        setFlag(BOOSTED_WATERMARK);
    }

    @Override
    public long reservedHighAtomic() {
        return reservedHighAtomic;
    }

    @Override
    public void addReservedHighAtomic(long frames) {
        reservedHighAtomic += frames;
    }

    @Override
    public int isolatedPageblocks() {
        return isolatedPageblocks;
    }

    @Override
    public void addIsolatedPageblocks(int blocks) {
        isolatedPageblocks += blocks;
    }

    @Override
    public String toString() {
        return label;
    }
}
