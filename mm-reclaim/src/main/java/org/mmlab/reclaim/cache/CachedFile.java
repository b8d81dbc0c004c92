package org.mmlab.reclaim.cache;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageCache.FileKind;
import org.mmlab.api.reclaim.FileView;
import org.mmlab.reclaim.index.RadixTree;
import org.mmlab.reclaim.index.Slot;

/** One file: size, index of pages, blocks on the device (Linux: inode and address_space). */
final class CachedFile implements FileView {
    /** Pages of a node of Linux's index, less one ({@code XA_CHUNK_MASK}). */
    private static final long NODE_MASK = 63;

    final int id;
    final String name;
    final FileKind kind;
    final RadixTree pages = new RadixTree();
    /** Block of the device + 1 by page; a hole has none. */
    final RadixTree blocks = new RadixTree();

    /** What is remembered of those who read it without having opened it. */
    final OpenReader reader = new OpenReader();

    long sizeBytes;
    /** Pages in frames. */
    long cached;
    /** When the oldest dirty page became dirty, in nanoseconds; meaningful while a page is dirty. */
    long dirtiedNs;
    /** Dirty pages. */
    long dirty;

    /** The last transaction of the journal that changed the file. */
    long transaction;
    /** First page that the journal wants written before its transaction ends; none where it is greater than the last. */
    long orderedFirst;
    /** Last page that the journal wants written. */
    long orderedLast = -1;

    CachedFile(int id, String name, FileKind kind, long sizeBytes) {
        this.id = id;
        this.name = name;
        this.kind = kind;
        this.sizeBytes = sizeBytes;
    }

    boolean isShmem() {
        return kind == FileKind.SHMEM;
    }

    void forgetOrdered() {
        orderedFirst = 0;
        orderedLast = -1;
    }

    @Override
    public long pages() {
        return Addresses.pagesFor(sizeBytes);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Where the search begins within a large folio, it looks at the folio's first page instead and goes on from there while it
     * counts from {@code index}: what it answers is too high by the difference, until it crosses into another node of the index
     * (Linux: {@code xas_prev} after a load that found a sibling).
     */
    @Override
    public long previousMiss(long index, int max) {
        long at = index;
        long slot = folioFirst(index);
        for (int i = 0; i < max && at >= 0 && Slot.isFrame(pages.get(slot)); i++) {
            at--;
            slot = (slot & NODE_MASK) == 0 ? at : slot - 1;
        }
        return at;
    }

    /** {@inheritDoc} Begun within a large folio it is off as {@link #previousMiss} is. */
    @Override
    public long nextMiss(long index, int max) {
        long at = index;
        long slot = folioFirst(index);
        for (int i = 0; i < max && Slot.isFrame(pages.get(slot)); i++) {
            at++;
            slot = (slot & NODE_MASK) == NODE_MASK ? at : slot + 1;
        }
        return at;
    }

    private long folioFirst(long index) {
        long slot = index < 0 ? Slot.EMPTY : pages.get(index);
        return Slot.isFrame(slot) ? index & -(1L << Slot.order(slot)) : index;
    }
}
