package org.mmlab.virtual.paging;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.Lru;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.link.Swap;
import org.mmlab.api.memory.FrameMap;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.api.translation.PteBit;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.frame.Frames;

/** The parts of one machine that paging works on. Immutable; made once by the composition root. */
public final class Paging {
    /** The level of page tables whose entries can map huge pages (pmd). */
    public static final int HUGE_LEVEL = 2;

    private final PageTableFormat format;
    private final PteCodec codec;
    private final FrameMap frameMap;
    private final Frames frames;
    private final FrameTable table;
    private final PageCache cache;
    private final Swap swap;
    private final Lru lru;
    private final VmStat stat;
    private final KernelVersion kernel;
    private final @FrameIndex int zeroFrame;
    private final @Pfn long zeroPfn;
    private final int entryBytes;
    private final int hugePages;

    /**
     * Joins the parts.
     *
     * @param zeroFrame the frame that untouched anonymous memory shows to readers (Linux: {@code empty_zero_page}); never freed
     */
    public Paging(
            PageTableFormat format,
            FrameMap frameMap,
            Frames frames,
            PageCache cache,
            Swap swap,
            Lru lru,
            VmStat stat,
            KernelVersion kernel,
            @FrameIndex int zeroFrame) {
        this.format = format;
        this.codec = format.codec();
        this.frameMap = frameMap;
        this.frames = frames;
        this.table = frames.table();
        this.cache = cache;
        this.swap = swap;
        this.lru = lru;
        this.stat = stat;
        this.kernel = kernel;
        this.zeroFrame = zeroFrame;
        this.zeroPfn = frameMap.pfnOf(zeroFrame);
        this.entryBytes = format.geometry().entryBytes();
        this.hugePages = hugePagesOf(format);
    }

    /** Base pages that one entry of {@link #HUGE_LEVEL} maps; 0 where the format has no huge pages of a modelled size. */
    private static int hugePagesOf(PageTableFormat format) {
        if (!format.geometry().hasLeaf(HUGE_LEVEL)) {
            return 0;
        }
        int order = format.geometry().level(HUGE_LEVEL).shift() - Addresses.PAGE_SHIFT;
        return order == Frames.HUGE_ORDER ? 1 << order : 0;
    }

    /** The page-table format. */
    public PageTableFormat format() {
        return format;
    }

    /** The algebra of its entries. */
    public PteCodec codec() {
        return codec;
    }

    /** Frame numbers and indexes. */
    public FrameMap frameMap() {
        return frameMap;
    }

    /** References to frames. */
    public Frames frames() {
        return frames;
    }

    /** What is known of frames. */
    public FrameTable table() {
        return table;
    }

    /** Files and their pages. */
    public PageCache cache() {
        return cache;
    }

    /** Swap. */
    public Swap swap() {
        return swap;
    }

    /** The LRU lists. */
    public Lru lru() {
        return lru;
    }

    /** Event counters. */
    public VmStat stat() {
        return stat;
    }

    /** Whose rules are followed. */
    public KernelVersion kernel() {
        return kernel;
    }

    /** The shared zero page. */
    public @FrameIndex int zeroFrame() {
        return zeroFrame;
    }

    /** The frame number of the shared zero page. */
    public @Pfn long zeroPfn() {
        return zeroPfn;
    }

    /** Bytes from one slot of a run to the next. */
    public int entryBytes() {
        return entryBytes;
    }

    /** Base pages that one huge entry maps; 0 where there are no huge pages. */
    public int hugePages() {
        return hugePages;
    }

    /** An entry for the zero page. */
    public long zeroEntry(long protection) {
        return codec.set(codec.make(zeroPfn, protection), PteBit.SPECIAL);
    }

    /** The frame that a present base entry maps, {@code NO_FRAME} for the zero page (Linux: {@code vm_normal_page}). */
    public @FrameIndex int normalFrame(long pte) {
        @Pfn long pfn = codec.pfn(pte);
        return pfn == zeroPfn ? NO_FRAME : frameMap.frameOf(pfn);
    }
}
