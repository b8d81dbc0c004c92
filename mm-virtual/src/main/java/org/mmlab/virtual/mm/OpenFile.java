package org.mmlab.virtual.mm;

import org.mmlab.api.link.PageCache;

/**
 * An open file (Linux: {@code struct file}). Two of them for one file are two: their areas never merge. Kept alive by its
 * descriptor and by every area that maps it.
 */
public final class OpenFile {
    /** What the file was opened for. */
    public enum Mode {
        /** Reading. */
        READ,
        /** Writing. */
        WRITE,
        /** Both. */
        READ_WRITE;

        boolean reads() {
            return this != WRITE;
        }

        boolean writes() {
            return this != READ;
        }
    }

    private final FileMapping mapping;
    private final Mode mode;
    private final String name;
    private final PageCache.Reader reader;
    private int references = 1;

    OpenFile(FileMapping mapping, Mode mode, String name, PageCache.Reader reader) {
        this.mapping = mapping;
        this.mode = mode;
        this.name = name;
        this.reader = reader;
    }

    /** The file's pages and mappers. */
    public FileMapping mapping() {
        return mapping;
    }

    /** The path as {@code /proc/PID/maps} shows it. */
    public String name() {
        return name;
    }

    /** What the page cache remembers of reads through it (Linux: {@code f_ra}). */
    public PageCache.Reader reader() {
        return reader;
    }

    /** Whether it was opened for reading. */
    public boolean readable() {
        return mode.reads();
    }

    /** Whether it was opened for writing. */
    public boolean writable() {
        return mode.writes();
    }

    /** Its descriptor, if any, and the areas that map it. */
    public int references() {
        return references;
    }

    void hold() {
        references++;
    }

    boolean drop() {
        return --references == 0;
    }
}
