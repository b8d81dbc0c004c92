package org.mmlab.kit.machine;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.name.Names;
import com.google.inject.spi.Message;
import java.util.Collection;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.PageMigrator;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.virtual.FaultHandler;
import org.mmlab.hardware.bus.Bus;
import org.mmlab.hardware.clock.EventClock;
import org.mmlab.hardware.disk.Disk;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.spec.PolicyCatalog;
import org.mmlab.kit.spec.Sizes;
import org.mmlab.physical.compaction.Kcompactd;
import org.mmlab.physical.compaction.MemoryCompaction;
import org.mmlab.physical.compaction.ProactiveCompaction;
import org.mmlab.physical.contig.ContiguousRanges;
import org.mmlab.physical.mempolicy.SharedPolicies;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.page.VmStatWorker;
import org.mmlab.reclaim.MemoryReclaimer;
import org.mmlab.reclaim.cache.FilePageCache;
import org.mmlab.reclaim.lru.LruLists;
import org.mmlab.reclaim.memory.MappedSide;
import org.mmlab.reclaim.swap.SwapSystem;
import org.mmlab.virtual.change.MisplacedPages;
import org.mmlab.virtual.mm.MmLayout;
import org.mmlab.virtual.mm.VmSystem;
import org.mmlab.virtual.ops.PagingEngine;

/**
 * The composition root: makes machines from specs. Each machine has an injector of its own, which is dropped when the machine is
 * built; nothing is injected afterwards and nothing is static.
 */
public final class MachineFactory {
    /** Bytes of heap that a frame's metadata takes: the frame table, its lists, its pageblock's type. */
    private static final long HEAP_PER_FRAME = FrameTable.BYTES_PER_FRAME + 8;

    private MachineFactory() {}

    /** A booted machine with the plug-ins of the class path. */
    public static Machine create(MachineSpec spec) {
        return create(spec, PolicyCatalog.registry(), EventSink.NONE);
    }

    /**
     * A booted machine.
     *
     * @param registry the plug-ins to choose from
     * @param events sees what happens inside
     * @throws BootException where the machine cannot boot, with the reason
     * @throws PolicyException where a plug-in refuses its parameters
     */
    public static Machine create(MachineSpec spec, PolicyRegistry registry, EventSink events) {
        try {
            BootOptions booted = BootOptions.of(spec);
            Injector injector = Guice.createInjector(
                    Stage.PRODUCTION,
                    new HardwareModule(booted, registry, events),
                    new PhysicalModule(),
                    new ReclaimModule(),
                    new VirtualModule());
            return join(injector, spec);
        } catch (CreationException e) {
            throw unwrap(spec, e, e.getErrorMessages());
        } catch (ProvisionException e) {
            throw unwrap(spec, e, e.getErrorMessages());
        }
    }

    /** What went wrong reaches the caller as it is, without Guice's story of how it came about. */
    private static RuntimeException unwrap(MachineSpec spec, RuntimeException e, Collection<Message> messages) {
        for (Message message : messages) {
            if (message.getCause() instanceof OutOfMemoryError) {
                long frames = spec.hardware().ramBytes() >>> Addresses.PAGE_SHIFT;
                return new BootException("the JVM's heap of "
                        + Sizes.format(
                                Runtime.getRuntime().maxMemory() >>> Addresses.PAGE_SHIFT << Addresses.PAGE_SHIFT)
                        + " is too small for this machine: its " + frames + " frames need about "
                        + Sizes.format(frames * HEAP_PER_FRAME) + "; give --ram less, or java more with -Xmx"
                        + " (MM_JAVA_OPTS=-Xmx8g mm …)");
            }
        }
        for (Message message : messages) {
            if (message.getCause() instanceof RuntimeException) {
                return (RuntimeException) message.getCause();
            }
            if (message.getCause() instanceof Error) {
                throw (Error) message.getCause();
            }
        }
        return e;
    }

    private static Machine join(Injector injector, MachineSpec spec) {
        PhysicalMemory memory = injector.getInstance(PhysicalMemory.class);
        injector.getInstance(PhysicalAssembly.class).initialiseLate(memory, injector.getInstance(EventClock.class));
        LruLists lru = injector.getInstance(LruLists.class);
        MemoryReclaimer reclaimer = injector.getInstance(MemoryReclaimer.class);
        PagingEngine paging = injector.getInstance(PagingEngine.class);
        ProcessTable processes = injector.getInstance(ProcessTable.class);
        memory.setLru(lru);
        memory.setReclaimer(
                paging.reservations().areKept()
                        ? new ReservationReclaimer(reclaimer, paging.reservations())
                        : reclaimer);
        MemoryCompaction compaction = injector.getInstance(MemoryCompaction.class);
        memory.setCompactor(compaction);
        joinCompaction(compaction, memory, reclaimer, injector.getInstance(EventClock.class), spec);
        new VmStatWorker(memory, injector.getInstance(EventClock.class)).start();
        injector.getInstance(MappedSide.class).join(paging.reverseMap(), paging.fileMappings(), processes);
        VmSystem virtual = injector.getInstance(VmSystem.class);
        virtual.setNuma(nodes(injector, paging));
        return new Machine(new Machine.Parts(
                spec,
                injector.getInstance(EventClock.class),
                injector.getInstance(Bus.class),
                injector.getInstance(Key.get(Disk.class, Names.named("files"))),
                injector.getInstance(Key.get(Disk.class, Names.named("swap"))),
                memory,
                injector.getInstance(PerCpuBoot.class).allocator(),
                injector.getInstance(FilePageCache.class),
                injector.getInstance(SwapSystem.class),
                lru,
                reclaimer,
                injector.getInstance(PageMigrator.class),
                injector.getInstance(ContiguousRanges.class),
                compaction,
                injector.getInstance(TaskPolicies.class),
                paging,
                virtual,
                injector.getInstance(FaultHandler.class),
                injector.getInstance(Scheduler.class),
                processes,
                injector.getInstance(MmLayout.class),
                injector.getInstance(Shrinkers.class).observer(),
                injector.getInstance(AccessClock.class),
                injector.getInstance(MemoryPlugs.class),
                injector.getInstance(FirmwareMemory.class).map()));
    }

    private static void joinCompaction(
            MemoryCompaction compaction,
            PhysicalMemory memory,
            MemoryReclaimer reclaimer,
            EventClock clock,
            MachineSpec spec) {
        Kcompactd threads = new Kcompactd(compaction, memory, clock);
        reclaimer.setCompaction(threads);
        int proactiveness = spec.physical().compactionProactiveness();
        if (proactiveness > 0) {
            ProactiveCompaction proactive = new ProactiveCompaction(
                    compaction, memory, clock, node -> reclaimer.kswapd(node).working(), proactiveness);
            threads.setProactive(proactive);
            proactive.start();
        }
    }

    private static MachineNodes nodes(Injector injector, PagingEngine paging) {
        MisplacedPages misplaced = new MisplacedPages(
                paging.paging(),
                paging.huge(),
                paging.large(),
                injector.getInstance(MachineFrames.class),
                injector.getInstance(PageMigrator.class));
        return new MachineNodes(
                injector.getInstance(TaskPolicies.class), injector.getInstance(SharedPolicies.class), misplaced);
    }
}
