package org.mmlab.virtual.ops;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.link.FileMappings;
import org.mmlab.api.link.ReverseMap;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PhysicalMemory;
import org.mmlab.api.translation.TableFrames;
import org.mmlab.api.virtual.FaultAround;
import org.mmlab.api.virtual.HugePagePolicy;
import org.mmlab.virtual.change.Advice;
import org.mmlab.virtual.change.Collapse;
import org.mmlab.virtual.change.Guards;
import org.mmlab.virtual.change.LazyFree;
import org.mmlab.virtual.change.Lock;
import org.mmlab.virtual.change.Move;
import org.mmlab.virtual.change.Protect;
import org.mmlab.virtual.change.Residency;
import org.mmlab.virtual.fault.AnonFaults;
import org.mmlab.virtual.fault.BackedFaults;
import org.mmlab.virtual.fault.FileFaults;
import org.mmlab.virtual.fault.HugeFaults;
import org.mmlab.virtual.fault.MmFaults;
import org.mmlab.virtual.fault.SwapFaults;
import org.mmlab.virtual.fault.TableWindow;
import org.mmlab.virtual.fault.UserFaults;
import org.mmlab.virtual.fault.WriteFaults;
import org.mmlab.virtual.fork.PageCopy;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.huge.HugeZeroPage;
import org.mmlab.virtual.huge.LargeFolios;
import org.mmlab.virtual.huge.SharedZeros;
import org.mmlab.virtual.mapping.AnonVmaNumbers;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.FileTable;
import org.mmlab.virtual.mm.PageOps;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.reserve.Promotion;
import org.mmlab.virtual.reserve.Reservations;
import org.mmlab.virtual.rmap.FileUnmapping;
import org.mmlab.virtual.rmap.ReverseMapping;
import org.mmlab.virtual.tlb.TlbFlush;
import org.mmlab.virtual.tlb.TlbGather;
import org.mmlab.virtual.zap.Zap;

/**
 * The mechanisms of paging of one machine, joined: makes the pages of its address spaces, handles its faults, and answers
 * reclaim's questions about mappings.
 */
public final class PagingEngine implements PageOps.Factory {
    private final Paging paging;
    private final PhysicalMemory memory;
    private final TableFrames tableFrames;
    private final HugeZeroPage hugeZero;
    private final HugePagePolicy hugePolicy;
    private final HugeEntries huge;
    private final LargeFolios large;
    private final Zap zap;
    private final TlbGather zapGather;
    private final TlbGather forkGather;
    private final PageCopy pageCopy;
    private final Protect protect;
    private final Move move;
    private final Lock lock;
    private final Advice advice;
    private final LazyFree lazyFree;
    private final Guards guards;
    private final Residency residency;
    private final Collapse collapse;
    private final Populate populate;
    private final TableWindow window;
    private final Reservations reservations;
    private final UserFaults faults;
    private final ReverseMap reverseMap;
    private final FileMappings fileMappings;
    private final AnonVmaNumbers numbers;
    private @Nullable PageTable kernelTable;

    /** Decisions that users can change. */
    public record Policies(FaultAround faultAround, HugePagePolicy hugePages) {}

    /**
     * Joins the mechanisms.
     *
     * @param memory where page tables live
     * @param tableFrames gives and takes back their frames
     */
    public PagingEngine(
            Paging paging,
            FileTable files,
            PhysicalMemory memory,
            TableFrames tableFrames,
            TlbFlush flush,
            Policies policies,
            EventSink events) {
        this.paging = paging;
        this.memory = memory;
        this.tableFrames = tableFrames;
        this.numbers = new AnonVmaNumbers();
        Mappings mappings = new Mappings(paging, numbers);
        this.hugeZero = new HugeZeroPage(paging);
        this.hugePolicy = policies.hugePages();
        this.huge = new HugeEntries(paging, hugeZero, flush);
        this.large = new LargeFolios(paging, numbers, huge, new SharedZeros(paging, numbers, mappings, flush));
        this.zap = new Zap(paging, mappings, huge, large);
        this.zapGather = unmappingGather(paging, flush);
        this.forkGather = newGather(paging, flush);
        this.pageCopy = new PageCopy(paging, mappings, huge);
        this.protect = new Protect(paging, huge, newGather(paging, flush));
        this.move = new Move(paging, huge, newGather(paging, flush));
        this.lock = new Lock(paging, huge);
        this.advice = new Advice(paging, huge, large, newGather(paging, flush));
        this.lazyFree = new LazyFree(paging, huge, large, newGather(paging, flush));
        this.guards = new Guards(paging, huge, zap, unmappingGather(paging, flush));
        this.residency = new Residency(paging);
        this.reservations = new Reservations(
                paging, huge, policies.hugePages(), new Promotion(paging, mappings, huge, newGather(paging, flush)));
        WriteFaults writes = new WriteFaults(paging, mappings, large, newGather(paging, flush));
        MmFaults mmFaults = new MmFaults(
                paging,
                new HugeFaults(paging, mappings, huge, hugeZero, policies.hugePages(), flush),
                new AnonFaults(paging, mappings, reservations),
                new FileFaults(paging, mappings, policies.faultAround()),
                new BackedFaults(paging, mappings),
                new SwapFaults(paging, mappings, writes),
                writes);
        this.faults = new UserFaults(paging, mmFaults, events);
        this.window = new TableWindow(paging.codec());
        this.populate = new Populate(paging, huge, faults);
        this.collapse = new Collapse(paging, mappings, huge, faults, newGather(paging, flush));
        this.reverseMap = new ReverseMapping(paging, numbers, files, mappings, huge, large, newGather(paging, flush));
        this.fileMappings = new FileUnmapping(files, zap, unmappingGather(paging, flush));
    }

    private static TlbGather newGather(Paging paging, TlbFlush flush) {
        return new TlbGather(paging, flush, TlbGather.Batches.LEFT);
    }

    /** Until 6.12 unmapping let LRU batches take effect first; 6.18 does not (docs/decisions/0002-lru-drain.md). */
    private static TlbGather unmappingGather(Paging paging, TlbFlush flush) {
        boolean drains = !paging.kernel().atLeast(KernelVersion.V6_18);
        return new TlbGather(paging, flush, drains ? TlbGather.Batches.DRAINED : TlbGather.Batches.LEFT);
    }

    /** Says which table has the kernel's part; address spaces that are made from now on share it. */
    public void setKernelTable(PageTable kernel) {
        kernelTable = kernel;
    }

    @Override
    public PageOps create(AddressSpace mm) {
        PageTable table = paging.format().create(memory, tableFrames, kernelTable);
        if (table == null) {
            throw new OutOfTablesException("no frame is free for the page table of process " + mm.id()
                    + "; give the machine more RAM or run fewer processes");
        }
        return new ProcessPages(mm, table, this);
    }

    /** The machine's parts. */
    public Paging paging() {
        return paging;
    }

    /** Where CPUs' faults go. */
    public UserFaults faults() {
        return faults;
    }

    /** From frames to entries, for reclaim. */
    public ReverseMap reverseMap() {
        return reverseMap;
    }

    /** From files to entries, for the page cache. */
    public FileMappings fileMappings() {
        return fileMappings;
    }

    /** Anon_vmas by the number that stands in a frame's {@code mapping}. */
    public AnonVmaNumbers anonVmas() {
        return numbers;
    }

    /** The shared huge page of zeroes. */
    public HugeZeroPage hugeZero() {
        return hugeZero;
    }

    /** Compound pages. */
    public LargeFolios large() {
        return large;
    }

    Zap zap() {
        return zap;
    }

    TlbGather zapGather() {
        return zapGather;
    }

    TlbGather forkGather() {
        return forkGather;
    }

    PageCopy pageCopy() {
        return pageCopy;
    }

    Protect protect() {
        return protect;
    }

    Move move() {
        return move;
    }

    Lock lock() {
        return lock;
    }

    Advice advice() {
        return advice;
    }

    LazyFree lazyFree() {
        return lazyFree;
    }

    Guards guards() {
        return guards;
    }

    Residency residency() {
        return residency;
    }

    Collapse collapse() {
        return collapse;
    }

    TableWindow window() {
        return window;
    }

    Populate populate() {
        return populate;
    }

    /** Which areas get huge pages. */
    public HugePagePolicy hugePolicy() {
        return hugePolicy;
    }

    /** Frames that are set aside for huge pages. */
    public Reservations reservations() {
        return reservations;
    }

    /** Huge entries. */
    public HugeEntries huge() {
        return huge;
    }
}
