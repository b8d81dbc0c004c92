package org.mmlab.lab.script;

import org.mmlab.api.link.PageCache;
import org.mmlab.virtual.mm.OpenFile;

/**
 * A file that is open before a script begins.
 *
 * @param name how the script calls it: f0, f1, …
 * @param number decides its contents: K of fK in vectors
 * @param pages whole pages with contents
 * @param kind how it keeps its pages: ext4 or tmpfs
 * @param tail bytes after the last whole page
 * @param sparsePages size in pages where the rest is a hole; 0 = no hole
 * @param mode what it was opened for
 * @param sameAs the other descriptor's name where this is another struct file of the same file; empty otherwise
 * @param warm whether its pages are in the page cache
 */
public record ScriptFile(
        String name,
        int number,
        long pages,
        PageCache.FileKind kind,
        int tail,
        long sparsePages,
        OpenFile.Mode mode,
        String sameAs,
        boolean warm) {
    private static final int PAGE = 4096;
    private static final int PAGE_STEP = 7;
    private static final int FILE_STEP = 31;

    /** Size in bytes. */
    public long bytes() {
        return sparsePages > 0 ? sparsePages * PAGE : pages * PAGE + tail;
    }

    /** Bytes that were written; the rest of the file is a hole. */
    public long writtenBytes() {
        return pages * PAGE + tail;
    }

    /** What every byte of a page holds at first. */
    public byte contentsOf(long page) {
        return (byte) (page * PAGE_STEP + 1 + number * FILE_STEP);
    }
}
