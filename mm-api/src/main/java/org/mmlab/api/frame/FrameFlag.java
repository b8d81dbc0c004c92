package org.mmlab.api.frame;

/**
 * The bits of {@link FrameTable#flags}: Linux's page flags ({@code include/linux/page-flags.h}) and page types, 22 bits.
 * The ten bits above them are the ordinal of the frame's zone.
 */
public final class FrameFlag {
    /** The page is locked for I/O or for a change of identity. */
    public static final int LOCKED = 1;
    /** Touched since the reclaim scan last looked. */
    public static final int REFERENCED = 1 << 1;
    /** The contents are valid. */
    public static final int UPTODATE = 1 << 2;
    /** The contents differ from the backing store. */
    public static final int DIRTY = 1 << 3;
    /** On one of the LRU lists. */
    public static final int LRU = 1 << 4;
    /** First frame of a compound page. */
    public static final int HEAD = 1 << 5;
    /** Any but the first frame of a compound page; {@code private} holds the head's frame index. */
    public static final int TAIL = 1 << 6;
    /** On an active list. */
    public static final int ACTIVE = 1 << 7;
    /** Was part of the working set when it was evicted or deactivated. */
    public static final int WORKINGSET = 1 << 8;
    /** {@code private} holds a value of the owner. */
    public static final int PRIVATE = 1 << 9;
    /** Never handed to the page allocator (kernel image, holes, firmware). */
    public static final int RESERVED = 1 << 10;
    /** Being written to its backing store. */
    public static final int WRITEBACK = 1 << 11;
    /** To be reclaimed at once when its writeback ends; on a page that is read ahead: the readahead marker. */
    public static final int RECLAIM = 1 << 12;
    /** Backed by swap: anonymous, or shared memory. */
    public static final int SWAPBACKED = 1 << 13;
    /** On the unevictable list. */
    public static final int UNEVICTABLE = 1 << 14;
    /** Locked into memory by mlock. */
    public static final int MLOCKED = 1 << 15;
    /** In the swap cache; {@code private} holds the swap entry. */
    public static final int SWAPCACHE = 1 << 16;
    /** {@code mapping} names an anon_vma and not a file. */
    public static final int ANON = 1 << 17;
    /** An anonymous page that belongs to one process alone (Linux: {@code PG_anon_exclusive}). */
    public static final int ANON_EXCLUSIVE = 1 << 18;
    /** Head of a free block of the page allocator; {@code private} holds its order. */
    public static final int BUDDY = 1 << 19;
    /** A page-table page. */
    public static final int TABLE = 1 << 20;
    /** Taken off its LRU list by reclaim, migration or compaction. */
    public static final int ISOLATED = 1 << 21;

    /** Number of flag bits. */
    public static final int BITS = 22;
    /** All flag bits. */
    public static final int MASK = (1 << BITS) - 1;
    /** Greatest number of zones of one machine. */
    public static final int MAX_ZONES = 1 << (32 - BITS);

    /** Flags that say something of what a frame holds, and are gone with it; the others describe the block and are the allocator's. */
    public static final int OF_CONTENTS = REFERENCED
            | UPTODATE
            | DIRTY
            | ACTIVE
            | WORKINGSET
            | RECLAIM
            | SWAPBACKED
            | UNEVICTABLE
            | MLOCKED
            | ANON
            | ANON_EXCLUSIVE
            | ISOLATED;

    private FrameFlag() {}
}
