package org.mmlab.api.translation;

/**
 * The types of non-present entries: the numbers of swap devices first, then the special ones (Linux 6.12, x86-64 as
 * distributions configure it: {@code include/linux/swap.h}). What the offset means depends on the type.
 */
public final class SwapType {
    /** Swap devices have types 0 to one below this (Linux: {@code MAX_SWAPFILES}). */
    public static final int MAX_SWAPFILES = 23;
    /** The frame is poisoned; offset = pfn. */
    public static final int HWPOISON = 23;
    /** The page is being migrated, was read-only; offset = pfn. */
    public static final int MIGRATION_READ = 24;
    /** The page is being migrated, was read-only and exclusive to the process; offset = pfn. */
    public static final int MIGRATION_READ_EXCLUSIVE = 25;
    /** The page is being migrated, was writable; offset = pfn. */
    public static final int MIGRATION_WRITE = 26;
    /** Device memory, writable; offset = pfn. */
    public static final int DEVICE_WRITE = 27;
    /** Device memory, read-only; offset = pfn. */
    public static final int DEVICE_READ = 28;
    /** Exclusive device access, writable; offset = pfn. */
    public static final int DEVICE_EXCLUSIVE_WRITE = 29;
    /** Exclusive device access, read-only; offset = pfn. */
    public static final int DEVICE_EXCLUSIVE_READ = 30;
    /** A marker without a page; offset = a mask of the MARKER constants. */
    public static final int PTE_MARKER = 31;

    /** Marker: write-protected by userfaultfd. */
    public static final int MARKER_UFFD_WP = 1;
    /** Marker: touching it is a SIGBUS. */
    public static final int MARKER_POISONED = 1 << 1;
    /** Marker: a guard page; touching it is a SIGSEGV (Linux 6.13). */
    public static final int MARKER_GUARD = 1 << 2;

    private SwapType() {}

    /** Whether the offset is a slot of a swap device. */
    public static boolean isDevice(int type) {
        return type < MAX_SWAPFILES;
    }

    /** Whether the offset is the pfn of a page that is being migrated. */
    public static boolean isMigration(int type) {
        return type >= MIGRATION_READ && type <= MIGRATION_WRITE;
    }

    /** Whether the offset is a mask of markers. */
    public static boolean isMarker(int type) {
        return type == PTE_MARKER;
    }
}
