package org.mmlab.virtual.paging;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;

/** What the resident set counts apart (Linux: {@code MM_FILEPAGES} and its kin in {@code include/linux/mm_types_task.h}). */
public final class ResidentKind {
    /** Pages of files. */
    public static final int FILE = 0;
    /** Anonymous pages. */
    public static final int ANON = 1;
    /** Swap entries: not resident. */
    public static final int SWAP = 2;
    /** Pages of shared memory. */
    public static final int SHMEM = 3;
    /** How many kinds there are. */
    public static final int COUNT = 4;

    private ResidentKind() {}

    /** The kind of a mapped frame (Linux: {@code mm_counter}). */
    public static int of(FrameTable table, @FrameIndex int frame) {
        @FrameIndex int head = table.head(frame);
        if (table.has(head, FrameFlag.ANON)) {
            return ANON;
        }
        return table.has(head, FrameFlag.SWAPBACKED) ? SHMEM : FILE;
    }
}
