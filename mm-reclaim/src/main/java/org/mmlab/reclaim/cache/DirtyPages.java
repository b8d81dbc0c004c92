package org.mmlab.reclaim.cache;

import org.mmlab.api.address.Addresses;

/** How many pages are dirty and in writeback, and since when (Linux: {@code NR_FILE_DIRTY}, {@code NR_WRITEBACK}). */
public final class DirtyPages {
    private long dirty;
    private long writeback;
    private Listener listener = file -> {};

    /** Nothing is dirty. */
    public DirtyPages() {}

    /** Says who wants to know that a clean file became dirty; called once by the flusher. */
    public void onFirstDirty(Listener listener) {
        this.listener = listener;
    }

    /** Dirty pages of all files. */
    public long dirty() {
        return dirty;
    }

    /** Pages being written. */
    public long writeback() {
        return writeback;
    }

    /** Bytes that are dirty. */
    public long dirtyBytes() {
        return dirty << Addresses.PAGE_SHIFT;
    }

    void dirtied(CachedFile file, long nowNs) {
        dirty++;
        if (file.dirty++ == 0) {
            file.dirtiedNs = nowNs;
            listener.firstDirty(file.id);
        }
    }

    void cleaned(CachedFile file) {
        dirty--;
        file.dirty--;
    }

    void writebackStarted() {
        writeback++;
    }

    void writebackEnded() {
        writeback--;
    }

    /** Hears of files that become dirty. */
    @FunctionalInterface
    public interface Listener {
        /** A file that was clean has a dirty page now. */
        void firstDirty(int file);
    }
}
