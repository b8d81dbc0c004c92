package org.mmlab.reclaim.cache;

import org.mmlab.api.link.PageCache;
import org.mmlab.api.link.PageCache.Access;
import org.mmlab.api.reclaim.ReadaheadState;

/** What is remembered of the reads through one open file (Linux: {@code f_ra} and {@code FMODE_RANDOM} of {@code struct file}). */
final class OpenReader implements PageCache.Reader {
    final ReadaheadState readahead = new ReadaheadState();
    /** How its owner said that it reads (Linux: POSIX_FADV_SEQUENTIAL, POSIX_FADV_RANDOM). */
    Access access = Access.NORMAL;

    OpenReader() {}

    /** The cache's own view of a reader that it made. */
    static OpenReader of(PageCache.Reader reader) {
        return (OpenReader) reader;
    }

    void advise(Access advice) {
        access = advice;
        if (advice != Access.RANDOM) {
            readahead.windowFactor = advice == Access.SEQUENTIAL ? 2 : 1;
        }
    }
}
