package org.mmlab.virtual.mm;

/**
 * The flags of an area, with the kernel's values (Linux: {@code VM_*} in {@code include/linux/mm.h}).
 */
public final class VmFlags {
    /** May be read now. */
    public static final long READ = 1L;
    /** May be written now. */
    public static final long WRITE = 1L << 1;
    /** May be executed now. */
    public static final long EXEC = 1L << 2;
    /** Writes are seen by every mapper. */
    public static final long SHARED = 1L << 3;
    /** mprotect may permit reading. */
    public static final long MAYREAD = 1L << 4;
    /** mprotect may permit writing. */
    public static final long MAYWRITE = 1L << 5;
    /** mprotect may permit execution. */
    public static final long MAYEXEC = 1L << 6;
    /** Was mapped with MAP_SHARED, even of a file that is open for reading alone. */
    public static final long MAYSHARE = 1L << 7;
    /** A stack: grows to lower addresses on a fault below it. */
    public static final long GROWSDOWN = 1L << 8;
    /** Bare frame numbers, no frames of ours. */
    public static final long PFNMAP = 1L << 10;
    /** May hold guard markers; sticky. */
    public static final long MAYBE_GUARD = 1L << 11;
    /** Its pages are locked into memory. */
    public static final long LOCKED = 1L << 13;
    /** Maps a device's registers. */
    public static final long IO = 1L << 14;
    /** Will be read in order. */
    public static final long SEQ_READ = 1L << 15;
    /** Will be read at random. */
    public static final long RAND_READ = 1L << 16;
    /** Is not inherited by fork. */
    public static final long DONTCOPY = 1L << 17;
    /** mremap may not grow it. */
    public static final long DONTEXPAND = 1L << 18;
    /** Pages are locked when faulted, not before. */
    public static final long LOCKONFAULT = 1L << 19;
    /** Its pages are charged against the commit limit. */
    public static final long ACCOUNT = 1L << 20;
    /** MAP_NORESERVE: is not charged. */
    public static final long NORESERVE = 1L << 21;
    /** A hugetlb mapping. */
    public static final long HUGETLB = 1L << 22;
    /** Synchronous faults (DAX). */
    public static final long SYNC = 1L << 23;
    /** A forked child sees zeroes. */
    public static final long WIPEONFORK = 1L << 25;
    /** Is left out of core dumps. */
    public static final long DONTDUMP = 1L << 26;
    /** Holds frames and bare frame numbers. */
    public static final long MIXEDMAP = 1L << 28;
    /** MADV_HUGEPAGE. */
    public static final long HUGEPAGE = 1L << 29;
    /** MADV_NOHUGEPAGE. */
    public static final long NOHUGEPAGE = 1L << 30;
    /** KSM may merge its pages. */
    public static final long MERGEABLE = 1L << 31;
    /** MAP_DROPPABLE: pages may vanish under pressure. */
    public static final long DROPPABLE = 1L << 40;
    /** mseal: can be neither unmapped nor changed. */
    public static final long SEALED = 1L << 42;

    /** The three rights. */
    public static final long ACCESS = READ | WRITE | EXEC;
    /** Both lock flags. */
    public static final long LOCKED_MASK = LOCKED | LOCKONFAULT;
    /** Areas that are never merged or locked. */
    public static final long SPECIAL = IO | DONTEXPAND | PFNMAP | MIXEDMAP;
    /** Areas that cannot be locked: mlock passes over them (Linux: {@code vma_supports_mlock}). */
    public static final long NEVER_LOCKED = SPECIAL | DROPPABLE | HUGETLB;
    /** Flags that do not hinder a merge and that the merged area keeps if any part had them. */
    public static final long STICKY = MAYBE_GUARD;

    private static final long PRIVATE_WRITE = WRITE | SHARED | GROWSDOWN;

    private VmFlags() {}

    /** Whether all bits of {@code mask} are set. */
    public static boolean all(long flags, long mask) {
        return (flags & mask) == mask;
    }

    /** Whether any bit of {@code mask} is set. */
    public static boolean any(long flags, long mask) {
        return (flags & mask) != 0;
    }

    /** Counts as data: private, writable, no stack (Linux: {@code is_data_mapping}). */
    public static boolean isData(long flags) {
        return (flags & PRIVATE_WRITE) == WRITE;
    }

    /** Counts as stack (Linux: {@code is_stack_mapping}). */
    public static boolean isStack(long flags) {
        return (flags & GROWSDOWN) != 0;
    }

    /** Counts as code (Linux: {@code is_exec_mapping}). */
    public static boolean isExec(long flags) {
        return (flags & (EXEC | WRITE | GROWSDOWN)) == EXEC;
    }

    /** A private area that may become writable: its written pages are copies (Linux: {@code is_cow_mapping}). */
    public static boolean isCow(long flags) {
        return (flags & (SHARED | MAYWRITE)) == MAYWRITE;
    }
}
