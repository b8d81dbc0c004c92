package org.mmlab.virtual.view;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.virtual.huge.HugeZeroPage;
import org.mmlab.virtual.paging.Paging;

/**
 * {@code /proc/kpageflags} and {@code /proc/kpagecount} (Linux: {@code stable_page_flags}). Bits have the kernel's positions.
 */
public final class KernelPages {
    /** Referenced since the last scan. */
    public static final long REFERENCED = 1L << 2;
    /** Contents are valid. */
    public static final long UPTODATE = 1L << 3;
    /** PG_dirty. */
    public static final long DIRTY = 1L << 4;
    /** On an LRU list. */
    public static final long LRU = 1L << 5;
    /** On an active list. */
    public static final long ACTIVE = 1L << 6;
    /** Being written. */
    public static final long WRITEBACK = 1L << 8;
    /** Free block of the page allocator. */
    public static final long BUDDY = 1L << 10;
    /** Mapped by a process. */
    public static final long MMAP = 1L << 11;
    /** Anonymous. */
    public static final long ANON = 1L << 12;
    /** In the swap cache. */
    public static final long SWAPCACHE = 1L << 13;
    /** Backed by swap. */
    public static final long SWAPBACKED = 1L << 14;
    /** First frame of a compound page. */
    public static final long COMPOUND_HEAD = 1L << 15;
    /** Other frame of a compound page. */
    public static final long COMPOUND_TAIL = 1L << 16;
    /** Cannot be evicted. */
    public static final long UNEVICTABLE = 1L << 18;
    /** Part of a large folio. */
    public static final long THP = 1L << 22;
    /** The zero page, or with {@link #THP} the huge one. */
    public static final long ZERO_PAGE = 1L << 24;
    /** A page table. */
    public static final long PGTABLE = 1L << 26;
    /** Locked into memory. */
    public static final long MLOCKED = 1L << 33;

    private static final long[][] COPIED = {
        {FrameFlag.REFERENCED, REFERENCED},
        {FrameFlag.UPTODATE, UPTODATE},
        {FrameFlag.DIRTY, DIRTY},
        {FrameFlag.LRU, LRU},
        {FrameFlag.ACTIVE, ACTIVE},
        {FrameFlag.WRITEBACK, WRITEBACK},
        {FrameFlag.BUDDY, BUDDY},
        {FrameFlag.ANON, ANON},
        {FrameFlag.SWAPCACHE, SWAPCACHE},
        {FrameFlag.SWAPBACKED, SWAPBACKED},
        {FrameFlag.UNEVICTABLE, UNEVICTABLE},
        {FrameFlag.TABLE, PGTABLE},
        {FrameFlag.MLOCKED, MLOCKED},
    };

    private final Paging paging;
    private final FrameTable table;
    private final HugeZeroPage hugeZero;

    /** Over the machine's parts. */
    public KernelPages(Paging paging, HugeZeroPage hugeZero) {
        this.paging = paging;
        this.table = paging.table();
        this.hugeZero = hugeZero;
    }

    /** The bits of a frame; those of a compound page are its head's. */
    public long flags(@FrameIndex int frame) {
        @FrameIndex int head = table.head(frame);
        int flags = table.flags(head);
        long bits = 0;
        for (long[] pair : COPIED) {
            bits |= (flags & pair[0]) != 0 ? pair[1] : 0;
        }
        bits |= table.mapcount(frame) > 0 ? MMAP : 0;
        if (table.hasAny(frame, FrameFlag.HEAD | FrameFlag.TAIL)) {
            bits |= THP | (frame == head ? COMPOUND_HEAD : COMPOUND_TAIL);
        } else {
            bits |= cachedFolio(frame);
        }
        if (frame == paging.zeroFrame() || (hugeZero.frame() != -1 && head == hugeZero.frame())) {
            bits |= ZERO_PAGE;
        }
        return bits;
    }

    /** Pages that readahead brought into the cache together are one large folio in the kernel. */
    private long cachedFolio(@FrameIndex int frame) {
        if (table.mapping(frame) == FrameTable.NO_MAPPING || table.has(frame, FrameFlag.ANON)) {
            return 0;
        }
        long index = table.index(frame);
        int order = paging.cache().folioOrder(table.mapping(frame), index);
        if (order == 0) {
            return 0;
        }
        return THP | ((index & ((1L << order) - 1)) == 0 ? COMPOUND_HEAD : COMPOUND_TAIL);
    }

    /** How many entries map a frame; 0 for zero pages. */
    public int count(@FrameIndex int frame) {
        return table.mapcount(frame);
    }
}
