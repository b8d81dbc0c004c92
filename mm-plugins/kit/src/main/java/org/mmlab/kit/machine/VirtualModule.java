package org.mmlab.kit.machine;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.api.virtual.FaultAround;
import org.mmlab.api.virtual.FaultHandler;
import org.mmlab.api.virtual.HugePagePolicy;
import org.mmlab.api.virtual.UnmappedArea;
import org.mmlab.api.virtual.VmaIndex;
import org.mmlab.hardware.bus.Bus;
import org.mmlab.hardware.bus.Initiator;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.reclaim.cache.FilePageCache;
import org.mmlab.reclaim.lru.LruLists;
import org.mmlab.reclaim.swap.SwapSystem;
import org.mmlab.virtual.frame.Frames;
import org.mmlab.virtual.mm.FileTable;
import org.mmlab.virtual.mm.MmLayout;
import org.mmlab.virtual.mm.VmSettings;
import org.mmlab.virtual.mm.VmSystem;
import org.mmlab.virtual.ops.PagingEngine;
import org.mmlab.virtual.paging.Paging;

/** Binds address spaces and paging. */
final class VirtualModule extends AbstractModule {
    private static final long STACK_AND_GAP = (8L << 20) + (256L << 12);

    @Override
    protected void configure() {
        bind(ProcessTable.class).toInstance(new ProcessTable());
    }

    @Provides
    @Singleton
    Paging paging(
            MachineSpec spec,
            PageTableFormat format,
            PhysicalMemory memory,
            MachineFrames source,
            MachineBytes bytes,
            FilePageCache cache,
            SwapSystem swap,
            LruLists lru,
            VmStat stat) {
        @FrameIndex int zero = memory.allocate(Gfp.KERNEL | Gfp.ZERO, 0, 0);
        if (zero == Addresses.NO_FRAME) {
            throw new BootException("RAM is too small to boot: no frame is left for the zero page; give more --ram, or"
                    + " a smaller --min-free-kbytes");
        }
        Frames frames = new Frames(memory.table(), source, bytes, lru);
        return new Paging(format, memory.map(), frames, cache, swap, lru, stat, spec.kernel(), zero);
    }

    @Provides
    @Singleton
    FileTable files(FilePageCache cache) {
        return new FileTable(cache);
    }

    @Provides
    @Singleton
    FaultHandler faultHandler(MachineSpec spec, PolicyRegistry registry, VirtualClock clock, MachineBytes bytes) {
        FaultHandler handler =
                registry.create(FaultHandler.class, spec.virtual().faultHandler());
        handler.attach(new HandlerContext(clock, spec.seed(), bytes));
        return handler;
    }

    @Provides
    @Singleton
    PagingEngine engine(
            MachineSpec spec,
            PolicyRegistry registry,
            Paging paging,
            FileTable files,
            Bus bus,
            PhysicalMemory memory,
            TaskPolicies policies,
            Scheduler scheduler,
            EventSink events) {
        return new PagingEngine(
                paging,
                files,
                bus.port(Initiator.KERNEL),
                new TableFrameSource(memory, policies),
                new CpuFlush(scheduler),
                new PagingEngine.Policies(
                        registry.create(FaultAround.class, spec.virtual().faultAround()),
                        registry.create(HugePagePolicy.class, spec.virtual().thp())),
                events);
    }

    @Provides
    @Singleton
    VmSystem system(
            MachineSpec spec, PolicyRegistry registry, PhysicalMemory memory, FileTable files, PagingEngine engine) {
        long swapPages = spec.reclaim().swapBytes() >>> Addresses.PAGE_SHIFT;
        long frames = memory.reserves().totalFrames() + memory.deferred().frames();
        return new VmSystem(
                VmSettings.defaults(spec.kernel(), frames, swapPages)
                        .with(spec.virtual().overcommit()),
                files,
                () -> registry.create(VmaIndex.class, spec.virtual().vmaIndex()),
                () -> registry.create(UnmappedArea.class, spec.virtual().unmappedArea()),
                engine);
    }

    @Provides
    @Singleton
    MmLayout layout(PageTableFormat format) {
        long end = Addresses.rawVirt(format.geometry().userEnd());
        return MmLayout.of(Math.min(end, 0x7fff_ffff_f000L), STACK_AND_GAP);
    }
}
