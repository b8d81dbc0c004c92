package org.mmlab.reclaim.cache;

import org.mmlab.api.address.qual.FrameIndex;

/** Is shown the pages of files: {@link FilePageCache#forEachPage}. It changes nothing. */
public interface CachedPageVisitor {
    /** Page {@code index} of a file is in a frame. */
    void frame(int file, long index, @FrameIndex int frame);

    /** Page {@code index} of a file of shared memory is in swap. */
    void swapped(int file, long index, int entry);
}
