package org.mmlab.virtual.pagetable.mips;

/**
 * The bits of an entry on a MIPS32 CPU without read and execute inhibit. The lower six are software's and are shifted out when
 * the handler loads EntryLo.
 */
final class MipsBits {
    static final long PRESENT = 1;
    static final long NO_READ = 1 << 1;
    static final long WRITE = 1 << 2;
    static final long ACCESSED = 1 << 3;
    static final long MODIFIED = 1 << 4;
    static final long SPECIAL = 1 << 5;
    static final long GLOBAL = 1 << 6;
    static final long VALID = 1 << 7;
    static final long TLB_DIRTY = 1 << 8;
    /** Cacheable, non-coherent: 3 in the cache attribute field. */
    static final long CACHED = 3 << 9;

    static final long FRAME = 0xffff_f000L;

    private MipsBits() {}
}
