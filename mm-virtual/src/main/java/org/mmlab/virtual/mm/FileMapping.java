package org.mmlab.virtual.mm;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.link.PageCache;

/**
 * The pages of a file and the areas that map them (Linux: {@code struct address_space}). The pages themselves are the page
 * cache's; here stand the file's number there and the tree of the areas that map it ({@code i_mmap}).
 */
public final class FileMapping {
    private final int file;
    private final PageCache.FileKind kind;
    private final RangeTree areas = new RangeTree();
    private int references;
    private boolean nameless;
    private long promisedPages;
    private @Nullable Backing backing;

    FileMapping(int file, PageCache.FileKind kind) {
        this.file = file;
        this.kind = kind;
    }

    /** The file's number in the page cache, 1 and up. */
    public int file() {
        return file;
    }

    /** How the file keeps its pages. */
    public PageCache.FileKind kind() {
        return kind;
    }

    /** The areas that map the file, by page offset; members are areas' own nodes. */
    public RangeTree areas() {
        return areas;
    }

    /** Open files and areas that hold it. */
    public int references() {
        return references;
    }

    /** Whether it is no file of a name, but shared anonymous or backed memory: it goes with its last area. */
    public boolean isNameless() {
        return nameless;
    }

    /** Who fills its pages in place of the page cache, or null. */
    public @Nullable Backing backing() {
        return backing;
    }

    long promisedPages() {
        return promisedPages;
    }

    void becomeNameless(long pages) {
        nameless = true;
        promisedPages = pages;
    }

    void becomeBacked(Backing by) {
        nameless = true;
        backing = by;
    }

    void hold() {
        references++;
    }

    boolean drop() {
        return --references == 0;
    }
}
