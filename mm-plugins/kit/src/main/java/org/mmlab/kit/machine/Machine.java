package org.mmlab.kit.machine;

import java.util.Collection;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.link.PageMigrator;
import org.mmlab.api.virtual.FaultHandler;
import org.mmlab.hardware.bus.Bus;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.hardware.bus.Initiator;
import org.mmlab.hardware.clock.EventClock;
import org.mmlab.hardware.cpu.Cpu;
import org.mmlab.hardware.disk.Disk;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.compaction.MemoryCompaction;
import org.mmlab.physical.contig.ContiguousRanges;
import org.mmlab.physical.firmware.E820Entry;
import org.mmlab.physical.hotplug.HotplugOutcome;
import org.mmlab.physical.hotplug.MemoryBlock;
import org.mmlab.physical.hotplug.OnlineType;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.percpu.PerCpuAllocator;
import org.mmlab.reclaim.MemoryReclaimer;
import org.mmlab.reclaim.cache.FilePageCache;
import org.mmlab.reclaim.lru.LruLists;
import org.mmlab.reclaim.pool.PolicyShrink;
import org.mmlab.reclaim.swap.SwapSystem;
import org.mmlab.virtual.fault.UserFaults;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.MmLayout;
import org.mmlab.virtual.mm.VmSystem;
import org.mmlab.virtual.ops.PagingEngine;
import org.mmlab.virtual.paging.MmPages;

/**
 * A running machine: Linux's memory management over simulated hardware. Made by {@link MachineFactory}; confined to one thread.
 * Two machines of one spec that are driven alike behave alike to the last counter.
 *
 * <pre>{@code
 * Machine machine = MachineFactory.create(MachineSpec.of(Map.of("ram", "64M")));
 * Process init = machine.newProcess();
 * long memory = init.mmap(1 << 20, "rw-");
 * init.write(memory, 42);
 * Process child = init.fork();
 * child.write(memory, 43);               // copy on write
 * assert init.read(memory) == 42;
 * System.out.println(machine.vmstat().get(VmEvent.PGFAULT));
 * }</pre>
 */
public final class Machine {
    private final MachineSpec spec;
    private final EventClock clock;
    private final Bus bus;
    private final Disk fileDisk;
    private final Disk swapDisk;
    private final PhysicalMemory memory;
    private final @Nullable PerCpuAllocator perCpu;
    private final FilePageCache cache;
    private final SwapSystem swap;
    private final LruLists lru;
    private final MemoryReclaimer reclaimer;
    private final PageMigrator migrator;
    private final ContiguousRanges contiguous;
    private final MemoryCompaction compaction;
    private final TaskPolicies policies;
    private final PagingEngine paging;
    private final VmSystem virtual;
    private final FaultHandler faultHandler;
    private final Scheduler scheduler;
    private final ProcessTable processes;
    private final MmLayout layout;
    private final @Nullable PolicyShrink observer;
    private final AccessClock accessClock;
    private final MemoryPlugs plugs;
    private final long framesAtBoot;
    private final List<E820Entry> firmwareMap;

    /** What the composition root joined. */
    record Parts(
            MachineSpec spec,
            EventClock clock,
            Bus bus,
            Disk fileDisk,
            Disk swapDisk,
            PhysicalMemory memory,
            @Nullable PerCpuAllocator perCpu,
            FilePageCache cache,
            SwapSystem swap,
            LruLists lru,
            MemoryReclaimer reclaimer,
            PageMigrator migrator,
            ContiguousRanges contiguous,
            MemoryCompaction compaction,
            TaskPolicies policies,
            PagingEngine paging,
            VmSystem virtual,
            FaultHandler faultHandler,
            Scheduler scheduler,
            ProcessTable processes,
            MmLayout layout,
            @Nullable PolicyShrink observer,
            AccessClock accessClock,
            MemoryPlugs plugs,
            List<E820Entry> firmwareMap) {}

    Machine(Parts parts) {
        spec = parts.spec();
        clock = parts.clock();
        bus = parts.bus();
        fileDisk = parts.fileDisk();
        swapDisk = parts.swapDisk();
        memory = parts.memory();
        perCpu = parts.perCpu();
        cache = parts.cache();
        swap = parts.swap();
        lru = parts.lru();
        reclaimer = parts.reclaimer();
        migrator = parts.migrator();
        contiguous = parts.contiguous();
        compaction = parts.compaction();
        policies = parts.policies();
        paging = parts.paging();
        virtual = parts.virtual();
        faultHandler = parts.faultHandler();
        scheduler = parts.scheduler();
        processes = parts.processes();
        layout = parts.layout();
        observer = parts.observer();
        accessClock = parts.accessClock();
        plugs = parts.plugs();
        framesAtBoot = memory.reserves().totalFrames() + memory.deferred().frames();
        firmwareMap = parts.firmwareMap();
    }

    /** What the machine was made from. */
    public MachineSpec spec() {
        return spec;
    }

    /** Simulated time and the events that are due. */
    public EventClock clock() {
        return clock;
    }

    /** The bus, with its counters and its access log. */
    public Bus bus() {
        return bus;
    }

    /** The disk that holds files. */
    public Disk fileDisk() {
        return fileDisk;
    }

    /** The disk that holds swapped pages. */
    public Disk swapDisk() {
        return swapDisk;
    }

    /** The CPUs. */
    public List<Cpu> cpus() {
        return scheduler.cpus();
    }

    /** The map of physical addresses that the machine booted with, ascending. */
    public List<E820Entry> firmwareMap() {
        return firmwareMap;
    }

    /** Frames, zones, nodes, the page allocator. */
    public PhysicalMemory memory() {
        return memory;
    }

    /** Per-CPU variables, or null on a machine with {@code percpu: off}. */
    public @Nullable PerCpuAllocator perCpu() {
        return perCpu;
    }

    /** Files and their cached pages. */
    public FilePageCache cache() {
        return cache;
    }

    /** Gives a file its blocks on the disk, so that reading it is I/O and not a hole. */
    public void fillFile(int file) {
        cache.allocateOnDevice(file);
    }

    /** Swap space. */
    public SwapSystem swap() {
        return swap;
    }

    /** The LRU lists. */
    public LruLists lru() {
        return lru;
    }

    /** kswapd, direct reclaim, OOM killer. */
    public MemoryReclaimer reclaimer() {
        return reclaimer;
    }

    /** Moves pages in use to other frames. */
    public PageMigrator migrator() {
        return migrator;
    }

    /** Allocates ranges of frames at given places, moving away what is in use there (Linux: {@code alloc_contig_range}). */
    public ContiguousRanges contiguous() {
        return contiguous;
    }

    /** Makes free memory into blocks as large as can be by moving pages (Linux: writing to {@code /proc/sys/vm/compact_memory}). */
    public void compact() {
        compaction.compactAll();
    }

    /** Page tables, faults, reverse mappings. */
    public PagingEngine paging() {
        return paging;
    }

    /** Address spaces and open files. */
    public VmSystem virtual() {
        return virtual;
    }

    /** What fills backed regions: {@link Process#mapBacked}. */
    public FaultHandler faultHandler() {
        return faultHandler;
    }

    /** The counters of {@code /proc/vmstat}. */
    public VmStat vmstat() {
        return memory.vmstat();
    }

    /** One counter of {@code /proc/vmstat}. */
    public long count(VmEvent event) {
        return vmstat().get(event);
    }

    /** A new process with an empty address space. */
    public Process newProcess() {
        return newProcess(layout);
    }

    /** A new process whose address space is laid out as told. */
    public Process newProcess(MmLayout spaceLayout) {
        int pid = processes.nextPid();
        AddressSpace mm = virtual.newSpace(pid, spaceLayout);
        Process process = new Process(this, mm, (pid - 1) % cpus().size());
        policies.start(process.pages(), null);
        processes.add(process);
        return process;
    }

    /** The living processes, by pid. */
    public Collection<Process> processes() {
        return List.copyOf(processes.all());
    }

    /** The address space whose translations the TLBs hold under an identifier, or null where none has it. */
    public @Nullable MmPages addressSpaceOf(int asid) {
        return scheduler.owner(asid);
    }

    /**
     * Plugs a memory device into the room that the specification leaves for it (its key {@code hotplug}). Its blocks come to be, offline.
     *
     * @param bytes a number of whole memory blocks
     * @return the new blocks, or why there are none
     */
    public HotplugOutcome addMemory(int node, long bytes) {
        return plugs.add(node, bytes);
    }

    /** Puts a memory block online: its frames are handed to the page allocator of the zone that is chosen. */
    public HotplugOutcome online(long block, OnlineType type) {
        HotplugOutcome outcome = plugs.online(block, type);
        promiseWhatThereIs();
        return outcome;
    }

    /** What may be promised to processes follows the memory that there is. */
    private void promiseWhatThereIs() {
        virtual.commit().setPluggedPages(memory.reserves().totalFrames() - framesAtBoot);
    }

    /**
     * Takes a memory block offline: what it holds is moved elsewhere. Refused as {@code EBUSY} where that is not possible; then the block
     * stays online, and nothing is lost.
     */
    public HotplugOutcome offline(long block) {
        HotplugOutcome outcome = plugs.offline(block);
        promiseWhatThereIs();
        return outcome;
    }

    /** Unplugs blocks that were added and are offline: {@code count} blocks from number {@code firstBlock}. */
    public HotplugOutcome removeMemory(long firstBlock, long count) {
        return plugs.remove(firstBlock, count);
    }

    /** The memory blocks by number; none where the memory model has no sections. */
    public Collection<MemoryBlock> memoryBlocks() {
        return plugs.blocks();
    }

    /** Zones that a block could be put online to, the default first; of an online block its zone (Linux: {@code valid_zones}). */
    public String validZones(MemoryBlock block) {
        return plugs.validZones(block);
    }

    /** Frames that are free, per-CPU lists included. */
    public long freeFrames() {
        return memory.freeFrames() + memory.pcpFrames();
    }

    /** The first byte of a frame, in simulated RAM. */
    public static long addressOf(@Pfn long pfn) {
        return Addresses.rawPhys(Addresses.physOf(pfn));
    }

    Scheduler scheduler() {
        return scheduler;
    }

    TaskPolicies policies() {
        return policies;
    }

    ProcessTable processTable() {
        return processes;
    }

    /**
     * Lets the time pass that the accesses since the last call took; kswapd, flushers and disks run meanwhile. Called between
     * accesses, as often as events matter.
     */
    public void passTime() {
        accessClock.settle();
    }

    AccessClock accessClock() {
        return accessClock;
    }

    @Nullable PolicyShrink observer() {
        return observer;
    }

    UserFaults faults() {
        return paging.faults();
    }

    BusPort cpuPort() {
        return bus.port(Initiator.CPU);
    }
}
