package org.mmlab.reclaim.cache;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.PageCache.FileKind;

/** The files by id, from 1. An id is used again after its file is deleted, the one freed last first. */
final class FileTable {
    private final List<@Nullable CachedFile> files = new ArrayList<>();
    private final List<Integer> free = new ArrayList<>();

    FileTable() {
        files.add(null); // 0 is no mapping
    }

    CachedFile create(String name, FileKind kind, long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("file '" + name + "' cannot have " + bytes + " bytes; 0 or more");
        }
        int id = free.isEmpty() ? files.size() : free.remove(free.size() - 1);
        if (id > FrameTable.MAX_MAPPING) {
            throw new IllegalStateException(
                    "file '" + name + "' is one too many: a machine has room for " + FrameTable.MAX_MAPPING + " files");
        }
        CachedFile file = new CachedFile(id, name, kind, bytes);
        if (id == files.size()) {
            files.add(file);
        } else {
            files.set(id, file);
        }
        return file;
    }

    CachedFile get(int id) {
        CachedFile file = id > 0 && id < files.size() ? files.get(id) : null;
        if (file == null) {
            throw new IllegalArgumentException("no file " + id + "; it was never created or is deleted");
        }
        return file;
    }

    void delete(CachedFile file) {
        files.set(file.id, null);
        free.add(file.id);
    }

    /** One above the greatest id in use so far. */
    int limit() {
        return files.size();
    }

    @Nullable CachedFile at(int id) {
        return files.get(id);
    }
}
