package org.mmlab.tck.contract;

import java.util.Arrays;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.frame.IndexLists;
import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MigrateType;

/** A zone without a machine around it: keeps the accounts that an allocator reports, and checks its frame lists. */
final class ContractZone implements AllocatorZone {
    private static final int PAGEBLOCK_ORDER = 9;
    private static final int OTHER_ZONE = 1;

    private final FrameTable table;
    private final FrameLists lists;
    private final int first;
    private final int end;
    private final int[] types;
    private long free;
    private long reserved;
    private int isolated;

    /** Frames {@code first} to {@code end - 1}; the frames around them belong to another zone. */
    ContractZone(int first, int end) {
        this.first = first;
        this.end = end;
        int frames = (end >> FrameAllocator.MAX_ORDER) + 2 << FrameAllocator.MAX_ORDER;
        table = new FrameTable(frames);
        table.setZones(Addresses.frame(0), frames, OTHER_ZONE);
        table.setZones(Addresses.frame(first), end - first, 0);
        lists = new FrameLists(frames, IndexLists.Checks.ON);
        types = new int[frames >> PAGEBLOCK_ORDER];
        Arrays.fill(types, MigrateType.MOVABLE);
    }

    /** Free frames by the allocator's own reports, without isolated ones. */
    long accounted() {
        return free;
    }

    @Override
    public String label() {
        return "contract zone";
    }

    @Override
    public int ordinal() {
        return 0;
    }

    @Override
    public KernelVersion kernel() {
        return KernelVersion.V6_12;
    }

    @Override
    public FrameTable table() {
        return table;
    }

    @Override
    public FrameLists lists() {
        return lists;
    }

    @Override
    public @FrameIndex int firstFrame() {
        return Addresses.frame(first);
    }

    @Override
    public int endFrame() {
        return end;
    }

    @Override
    public boolean spans(@FrameIndex int frame) {
        int raw = Addresses.rawFrame(frame);
        return first <= raw && raw < end;
    }

    @Override
    public long managedFrames() {
        return end - first;
    }

    @Override
    public int pageblockOrder() {
        return PAGEBLOCK_ORDER;
    }

    @Override
    public int pageblockType(@FrameIndex int frame) {
        return types[Addresses.rawFrame(frame) >> PAGEBLOCK_ORDER];
    }

    @Override
    public void setPageblockType(@FrameIndex int frame, int migratetype) {
        types[Addresses.rawFrame(frame) >> PAGEBLOCK_ORDER] = migratetype;
    }

    @Override
    public boolean groupsByMobility() {
        return true;
    }

    @Override
    public void accountFree(long frames, int migratetype) {
        if (migratetype != MigrateType.ISOLATE) {
            free += frames;
        }
    }

    @Override
    public boolean boostWatermark() {
        return false;
    }

    @Override
    public void requestKswapd() {
        // no kswapd here
    }

    @Override
    public long reservedHighAtomic() {
        return reserved;
    }

    @Override
    public void addReservedHighAtomic(long frames) {
        reserved += frames;
    }

    @Override
    public int isolatedPageblocks() {
        return isolated;
    }

    @Override
    public void addIsolatedPageblocks(int blocks) {
        isolated += blocks;
    }
}
