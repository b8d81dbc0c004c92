package org.mmlab.virtual.mm;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.virtual.FaultHandler;

/**
 * The files that are open or mapped on a machine. A file's pages live as long as anything holds it; shared anonymous memory
 * goes with its last area.
 */
public final class FileTable {
    private static final String SHARED_NAME = "/dev/zero (deleted)";
    private static final String REGION_NAME = "region:";

    private final PageCache cache;
    private final Int2ObjectOpenHashMap<FileMapping> mappings = new Int2ObjectOpenHashMap<>();

    /** No file is open; {@code cache} has the pages. */
    public FileTable(PageCache cache) {
        this.cache = cache;
    }

    /** The page cache. */
    public PageCache cache() {
        return cache;
    }

    /** Opens a file of the page cache. */
    public OpenFile open(int file, OpenFile.Mode mode) {
        FileMapping mapping = mappings.get(file);
        if (mapping == null) {
            mapping = new FileMapping(file, cache.kind(file));
            mappings.put(file, mapping);
        }
        mapping.hold();
        return new OpenFile(mapping, mode, cache.name(file), cache.newReader());
    }

    /**
     * Opens a new object of shared anonymous memory (Linux: {@code shmem_zero_setup}).
     *
     * @param promisedPages pages charged to the commit account for it, until it goes
     */
    public OpenFile openShared(long bytes, long promisedPages) {
        int file = cache.create(SHARED_NAME, PageCache.FileKind.SHMEM, bytes);
        OpenFile open = open(file, OpenFile.Mode.READ_WRITE);
        open.mapping().becomeNameless(promisedPages);
        return open;
    }

    /**
     * Opens a region of a fault handler, to be mapped privately. The page cache holds its name and its length, never a page of
     * it.
     */
    public OpenFile openBacked(FaultHandler handler, int region, long bytes) {
        int file = cache.create(REGION_NAME + region, PageCache.FileKind.SHMEM, bytes);
        OpenFile open = open(file, OpenFile.Mode.READ_WRITE);
        open.mapping().becomeBacked(new Backing(handler, region, Addresses.pagesFor(bytes)));
        return open;
    }

    /** The mapping of a file of the page cache, or null where nobody holds it. */
    public @Nullable FileMapping mapping(int file) {
        return mappings.get(file);
    }

    /** An area or descriptor more holds an open file (Linux: {@code get_file}). */
    public void hold(OpenFile file) {
        file.hold();
    }

    /**
     * Gives up a hold; the last one closes the file, and deletes it if it is shared anonymous memory (Linux: {@code fput}).
     *
     * @return pages that were promised to the file and are no more; the caller takes them off the commit account
     */
    public long release(OpenFile file) {
        if (!file.drop() || !file.mapping().drop()) {
            return 0;
        }
        FileMapping mapping = file.mapping();
        mappings.remove(mapping.file());
        if (mapping.isNameless()) {
            cache.delete(mapping.file());
        }
        return mapping.promisedPages();
    }
}
