package org.mmlab.physical.page;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.pcp.PcpAllocator;
import org.mmlab.physical.zone.PageblockTypes;
import org.mmlab.physical.zone.Zone;
import org.mmlab.physical.zone.ZoneContext;

/**
 * Lets frames become part of a zone, and leave it, while the machine runs (Linux: {@code memmap_init_range} and {@code
 * online_pages_range} of memory hot-plug). Frames that belong to no zone are reserved. Ranges are whole pageblocks; page frame numbers are
 * bare.
 */
public final class ZoneGrowth {
    private static final int CHUNK = 1 << FrameAllocator.MAX_ORDER;

    private final ZoneContext context;
    private final PcpAllocator pcp;
    private final FrameAllocator allocator;
    private final PageblockTypes types;

    ZoneGrowth(ZoneContext context, PcpAllocator pcp, FrameAllocator allocator, PageblockTypes types) {
        this.context = context;
        this.pcp = pcp;
        this.allocator = allocator;
        this.types = types;
    }

    /** Makes room for all frames that the memory model knows, and reserves those of a range that has become known. */
    public void plug(long start, long end) {
        makeRoom(context.map().frames());
        types.grow(context.map().frames());
        reserve(start, end);
    }

    private void makeRoom(int frames) {
        context.table().grow(frames);
        context.lists().ensureCapacity(frames);
    }

    /** Initialises frames of a zone whose turn comes later than boot; they are reserved from then on. */
    void initialise(Zone zone, long start, long end) {
        for (long pfn = start; pfn < end; ) {
            int count = (int) (Math.min(end, (pfn | CHUNK - 1) + 1) - pfn);
            @FrameIndex int frame = context.map().frameOf(Addresses.pfn(pfn));
            int needed = (Addresses.rawFrame(frame) | CHUNK - 1) + 1;
            if (needed > context.table().frames()) {
                long doubled = 2L * context.table().frames();
                makeRoom((int) Math.min(context.map().frames(), Math.max(needed, doubled)));
            }
            context.table().setReserved(frame, count, zone.ordinal());
            pfn += count;
        }
    }

    /** Reserves frames: whoever had them has given them up. */
    public void reserve(long start, long end) {
        for (long pfn = start; pfn < end; pfn++) {
            @FrameIndex int frame = context.map().frameOf(Addresses.pfn(pfn));
            clear(frame);
            context.table().set(frame, FrameFlag.RESERVED);
            context.table().setRefcount(frame, 1);
        }
    }

    /** Forgets all that is known of frames whose metadata go. */
    public void unplug(long start, long end) {
        for (long pfn = start; pfn < end; pfn++) {
            @FrameIndex int frame = context.map().frameOf(Addresses.pfn(pfn));
            clear(frame);
            context.table().setZones(frame, 1, 0);
        }
    }

    private void clear(@FrameIndex int frame) {
        FrameTable table = context.table();
        table.clear(frame, FrameFlag.MASK);
        table.setRefcount(frame, 0);
        table.setPrivate(frame, 0);
        table.clearMapping(frame);
    }

    /** Makes frames those of a zone, in pageblocks that are isolated; they are reserved no more, and not free yet. */
    public void join(Zone zone, long start, long end) {
        long block = 1L << context.pageblockOrder();
        for (long pfn = start; pfn < end; pfn += block) {
            @FrameIndex int frame = context.map().frameOf(Addresses.pfn(pfn));
            int first = Addresses.rawFrame(frame);
            context.table().setZones(frame, (int) block, zone.ordinal());
            types.set(frame, MigrateType.ISOLATE);
            zone.cover(frame, (first | CHUNK - 1) + 1, types);
            zone.addIsolatedPageblocks(1);
        }
        if (!zone.hasAllocator()) {
            zone.attach(allocator);
        } else {
            zone.freeBlocks().grow(zone.endFrame());
        }
        if (!pcp.hasLists(zone)) {
            pcp.addZone(zone);
        }
    }

    /** Hands the frames of isolated pageblocks to the page allocator, in the largest aligned blocks. */
    public void free(PhysicalMemory memory, long start, long end) {
        for (long pfn = start; pfn < end; ) {
            int order = Math.min(FrameAllocator.MAX_ORDER, Long.numberOfTrailingZeros(pfn | CHUNK));
            memory.freeCore(context.map().frameOf(Addresses.pfn(pfn)), order);
            pfn += 1L << order;
        }
    }

    /** Takes frames that are free in isolated pageblocks from the page allocator; they are reserved from then on. */
    public void takeFree(Zone zone, long start, long end) {
        for (long pfn = start; pfn < end; ) {
            int order = zone.freeBlocks().take(context.map().frameOf(Addresses.pfn(pfn)));
            if (order < 0) {
                throw new IllegalStateException("pfn " + pfn + " was free in an isolated pageblock and is no longer");
            }
            pfn += 1L << order;
        }
        long block = 1L << context.pageblockOrder();
        for (long pfn = start; pfn < end; pfn += block) {
            types.set(context.map().frameOf(Addresses.pfn(pfn)), MigrateType.MOVABLE);
            zone.addIsolatedPageblocks(-1);
        }
        reserve(start, end);
        zone.setManaged(zone.managedFrames() - (end - start));
    }
}
