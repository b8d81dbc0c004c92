package org.mmlab.reclaim.cache;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/** How many pages are dirty and in writeback, and since when (Linux: {@code NR_FILE_DIRTY}, {@code NR_WRITEBACK}). */
public final class DirtyPages {
    private long dirty;
    private long writeback;
    /** Files with dirty pages, the one that is dirty longest first. */
    private final Set<CachedFile> files = new LinkedHashSet<>();

    private Runnable firstDirty = () -> {};
    private Runnable oneDirty = () -> {};

    /** Nothing is dirty. */
    public DirtyPages() {}

    void onDirty(Runnable onFirst, Runnable onEach) {
        firstDirty = onFirst;
        oneDirty = onEach;
    }

    /** Dirty pages of all files. */
    public long dirty() {
        return dirty;
    }

    /** Pages being written. */
    public long writeback() {
        return writeback;
    }

    /** When the file that is dirty longest became so; {@link Long#MAX_VALUE} where none is. */
    public long oldestNs() {
        CachedFile oldest = oldest();
        return oldest == null ? Long.MAX_VALUE : oldest.dirtiedNs;
    }

    /** The file that is dirty longest. */
    @Nullable CachedFile oldest() {
        Iterator<CachedFile> all = files.iterator();
        return all.hasNext() ? all.next() : null;
    }

    /** The file has been written in part: others come before it now. */
    void toTheBack(CachedFile file, long nowNs) {
        if (files.remove(file)) {
            file.dirtiedNs = nowNs;
            files.add(file);
        }
    }

    void dirtied(CachedFile file, long nowNs) {
        dirty++;
        if (file.dirty++ == 0) {
            file.dirtiedNs = nowNs;
            files.add(file);
            firstDirty.run();
        }
        oneDirty.run();
    }

    void cleaned(CachedFile file) {
        dirty--;
        if (--file.dirty == 0) {
            files.remove(file);
        }
    }

    void writebackStarted() {
        writeback++;
    }

    void writebackEnded() {
        writeback--;
    }
}
