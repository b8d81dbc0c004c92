package org.mmlab.kit.machine;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.name.Named;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.link.PageMigrator;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.reclaim.OomPolicy;
import org.mmlab.api.reclaim.Readahead;
import org.mmlab.api.reclaim.SwapBackend;
import org.mmlab.api.reclaim.WritebackPolicy;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.hardware.disk.Disk;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.compaction.MemoryCompaction;
import org.mmlab.physical.contig.ContiguousRanges;
import org.mmlab.physical.contig.NearbyTargets;
import org.mmlab.physical.contig.PageRangeMigrator;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.reclaim.MemoryReclaimer;
import org.mmlab.reclaim.cache.CacheParts;
import org.mmlab.reclaim.cache.FilePageCache;
import org.mmlab.reclaim.io.PageIo;
import org.mmlab.reclaim.lru.LruLists;
import org.mmlab.reclaim.memory.FrameReferences;
import org.mmlab.reclaim.memory.MappedSide;
import org.mmlab.reclaim.migrate.FolioMigration;
import org.mmlab.reclaim.oom.OomKiller;
import org.mmlab.reclaim.scan.NodeReclaim;
import org.mmlab.reclaim.scan.ScanParts;
import org.mmlab.reclaim.swap.DeviceSwapContext;
import org.mmlab.reclaim.swap.SwapSystem;
import org.mmlab.reclaim.swap.ZeroPages;
import org.mmlab.reclaim.workingset.Workingset;
import org.mmlab.reclaim.writeback.Writeback;

/** Binds page cache, LRU lists, swap and reclaim. */
final class ReclaimModule extends AbstractModule {
    private static final int PAGE_CLUSTER = 3;
    private static final int READAHEAD_KIB = 128;

    @Override
    protected void configure() {
        bind(MappedSide.class).toInstance(new MappedSide());
    }

    @Provides
    @Singleton
    FrameReferences references(PhysicalMemory memory, MachineFrames frames) {
        return new FrameReferences(memory.table(), frames);
    }

    @Provides
    @Singleton
    LruLists lru(
            MachineSpec spec, PhysicalMemory memory, MachineFrames frames, FrameReferences references, VmStat stat) {
        return new LruLists(
                memory.table(),
                memory.lists(),
                frames,
                references,
                stat,
                spec.kernel(),
                spec.hardware().cpus());
    }

    @Provides
    @Singleton
    Workingset workingset(PhysicalMemory memory, MachineFrames frames, LruLists lru, VmStat stat) {
        return new Workingset(memory.table(), frames, lru, stat);
    }

    @Provides
    @Singleton
    PageIo io(VirtualClock clock, FrameReferences references) {
        return new PageIo(clock, references);
    }

    @Provides
    @Singleton
    CacheParts parts(
            PhysicalMemory memory,
            MachineFrames frames,
            FrameReferences references,
            MachineBytes bytes,
            LruLists lru,
            Workingset workingset,
            MappedSide mapped,
            PageIo io,
            VirtualClock clock,
            VmStat stat,
            EventSink events) {
        return new CacheParts(
                memory.table(), frames, references, bytes, lru, workingset, mapped, io, clock, stat, events);
    }

    @Provides
    @Singleton
    SwapSystem swap(
            MachineSpec spec,
            PolicyRegistry registry,
            CacheParts parts,
            PhysicalMemory memory,
            @Named("swap") Disk disk) {
        SwapSystem swap = new SwapSystem(
                parts.table(),
                parts.pool(),
                parts.references(),
                parts.lru(),
                parts.workingset(),
                parts.io(),
                parts.stat(),
                parts.events(),
                new ZeroPages(parts.bytes(), parts.stat(), spec.kernel()),
                PAGE_CLUSTER);
        long pages = spec.reclaim().swapBytes() >>> Addresses.PAGE_SHIFT;
        if (pages > 0) {
            SwapBackend backend =
                    registry.create(SwapBackend.class, spec.reclaim().swapBackend());
            backend.attach(new DeviceSwapContext(pages, new DiskBlocks(disk, memory), parts.clock(), parts.bytes()));
            swap.addArea("/dev/mm-swap", backend, 0);
        }
        return swap;
    }

    @Provides
    @Singleton
    FilePageCache cache(
            MachineSpec spec,
            PolicyRegistry registry,
            CacheParts parts,
            SwapSystem swap,
            PhysicalMemory memory,
            @Named("files") Disk disk) {
        Readahead readahead = registry.create(Readahead.class, spec.reclaim().readahead());
        return new FilePageCache(parts, new DiskBlocks(disk, memory), swap, readahead, READAHEAD_KIB, spec.kernel());
    }

    @Provides
    @Singleton
    ScanParts scanParts(MachineSpec spec, CacheParts parts, PhysicalZones zones, FilePageCache cache, SwapSystem swap) {
        return new ScanParts(
                parts.table(),
                parts.pool(),
                zones,
                parts.references(),
                parts.lru(),
                parts.workingset(),
                parts.mapped(),
                cache.reclaim(),
                swap,
                parts.stat(),
                parts.events(),
                spec.kernel(),
                spec.reclaim().swappiness());
    }

    @Provides
    @Singleton
    PageMigrator migrator(ScanParts parts, MachineBytes bytes) {
        return new FolioMigration(parts, bytes);
    }

    @Provides
    @Singleton
    ContiguousRanges contiguous(PhysicalMemory memory, PageMigrator migrator) {
        return new ContiguousRanges(memory, new PageRangeMigrator(memory, migrator, new NearbyTargets(memory)));
    }

    @Provides
    @Singleton
    MemoryCompaction compaction(PhysicalMemory memory, PageMigrator migrator) {
        return new MemoryCompaction(memory, migrator);
    }

    @Provides
    @Singleton
    Shrinkers shrinkers(MachineSpec spec, PolicyRegistry registry, ScanParts parts) {
        return Shrinkers.of(spec, registry, parts);
    }

    @Provides
    @Singleton
    MemoryReclaimer reclaimer(
            MachineSpec spec,
            PolicyRegistry registry,
            ScanParts parts,
            FilePageCache cache,
            Shrinkers shrinkers,
            VirtualClock clock) {
        OomPolicy oom = registry.create(OomPolicy.class, spec.reclaim().oom());
        NodeReclaim nodes = new NodeReclaim(parts, shrinkers.shrink());
        WritebackPolicy writeback =
                registry.create(WritebackPolicy.class, spec.reclaim().writeback());
        Writeback.join(writeback, cache, nodes, clock);
        return new MemoryReclaimer(
                nodes,
                clock,
                new OomKiller(parts.mapped(), parts.zones(), parts.swap(), oom, parts.stat(), parts.events()));
    }
}
