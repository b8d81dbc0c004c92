package org.mmlab.physical.hotplug;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.function.LongConsumer;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.contig.PageIsolation;
import org.mmlab.physical.contig.RangeMigrator;
import org.mmlab.physical.model.MetadataPlacer;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.page.ZoneGrowth;
import org.mmlab.physical.zone.Zone;

/** The frames of memory blocks of a machine that has metadata for every frame. */
public final class MachineBlockFrames implements BlockFrames {
    private final PhysicalMemory memory;
    private final ZoneGrowth growth;
    private final PageIsolation isolation;
    private final RangeMigrator migrator;
    private final BlockMetadata metadata;
    private final LongConsumer ram;

    /**
     * Frames of a machine's memory.
     *
     * @param migrator moves what is in use
     * @param placer asked by the memory model for memory for metadata; from now on it comes from the page allocator
     * @param ram told one more than the greatest page frame number when a block is added
     */
    public MachineBlockFrames(PhysicalMemory memory, RangeMigrator migrator, MetadataPlacer placer, LongConsumer ram) {
        this.memory = memory;
        this.migrator = migrator;
        this.ram = ram;
        growth = memory.growth();
        isolation = new PageIsolation(memory);
        metadata = new BlockMetadata(memory);
        placer.switchTo(metadata);
    }

    @Override
    public boolean plug(MemoryBlock block) {
        if (block.selfHosted() != 0) {
            metadata.hostIn(block);
        } else if (!metadata.allocate(block)) {
            return false;
        }
        if (!memory.map().addRange(Addresses.pfn(block.start()), Addresses.pfn(block.end()), block.node())) {
            throw new IllegalStateException(
                    "the memory model cannot add " + block + "; hot-plug needs sparse or sparse-vmemmap");
        }
        ram.accept(block.end());
        growth.plug(block.start(), block.end());
        return true;
    }

    @Override
    public void unplug(MemoryBlock block) {
        growth.unplug(block.start(), block.end());
        memory.map().removeRange(Addresses.pfn(block.start()), Addresses.pfn(block.end()));
        metadata.free(block);
    }

    @Override
    public void host(Zone zone, long start, long end) {
        growth.join(zone, start, end);
        growth.reserve(start, end);
        isolation.restore(start, end, MigrateType.UNMOVABLE);
    }

    @Override
    public void unhost(Zone zone, long start, long end) {
        growth.reserve(start, end);
    }

    @Override
    public void join(Zone zone, long start, long end) {
        growth.join(zone, start, end);
        growth.free(memory, start, end);
    }

    @Override
    public void release(Zone zone, long start, long end) {
        isolation.restore(start, end, MigrateType.MOVABLE);
    }

    @Override
    public String withdraw(Zone zone, long start, long end) {
        memory.reserves().pausePcp(zone);
        memory.drainZone(zone);
        String reason = empty(zone, start, end);
        if (reason.isEmpty()) {
            growth.takeFree(zone, start, end);
        }
        memory.reserves().setupPcp(zone);
        return reason;
    }

    private String empty(Zone zone, long start, long end) {
        if (!isolation.isolate(start, end, MigrateType.MOVABLE)) {
            return unmovable(start, end);
        }
        migrator.migrate(start, end);
        memory.drainZone(zone);
        if (isolation.isFree(start, end)) {
            return "";
        }
        String reason = stuck(zone, start, end);
        isolation.restore(start, end, MigrateType.MOVABLE);
        return reason;
    }

    private String unmovable(long start, long end) {
        long pageblock = 1L << memory.context().pageblockOrder();
        for (long block = start; block < end; block += pageblock) {
            @FrameIndex int frame = isolation.firstUnmovable(block);
            if (frame != NO_FRAME) {
                return "unmovable page: " + describe(frame);
            }
        }
        return "a pageblock is isolated already, or not wholly in its zone";
    }

    private String stuck(Zone zone, long start, long end) {
        for (long pfn = start; pfn < end; pfn++) {
            @FrameIndex int frame = memory.frameOf(Addresses.pfn(pfn));
            if (zone.freeBlocks().blockHolding(frame) == NO_FRAME) {
                return "a page could not be moved: " + describe(frame);
            }
        }
        return "a page was freed too late";
    }

    private String describe(@FrameIndex int frame) {
        String use = "allocated by the kernel";
        if (memory.table().has(frame, FrameFlag.RESERVED)) {
            use = "reserved at boot";
        } else if (memory.table().has(frame, FrameFlag.TABLE)) {
            use = "a page table";
        } else if (memory.table().has(frame, FrameFlag.LRU)) {
            use = "a page of a process or file, with " + memory.table().refcount(frame) + " references";
        }
        return "pfn 0x" + Long.toHexString(Addresses.rawPfn(memory.pfnOf(frame))) + " is " + use;
    }
}
