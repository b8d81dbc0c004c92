package org.mmlab.tck.contract;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What a process should see: one byte of each page of the arena, and which accesses it may make. */
final class ShadowMemory {
    private final Map<Integer, ShadowPage> pages = new TreeMap<>();

    @Nullable ShadowPage page(int number) {
        return pages.get(number);
    }

    void map(int number, ShadowPage page) {
        pages.put(number, page);
    }

    void unmap(int number) {
        pages.remove(number);
    }

    /** Takes a page away; null where there was none. */
    @Nullable ShadowPage take(int number) {
        return pages.remove(number);
    }

    /** Whether all pages of a range are mapped. */
    boolean covers(int first, int count) {
        for (int page = first; page < first + count; page++) {
            if (!pages.containsKey(page)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a page of a range is locked. */
    boolean hasLocked(int first, int count) {
        for (int number = first; number < first + count; number++) {
            ShadowPage page = pages.get(number);
            if (page != null && page.locked) {
                return true;
            }
        }
        return false;
    }

    /** Calls for each mapped page of a range. */
    void forEach(int first, int count, Consumer<ShadowPage> action) {
        for (int number = first; number < first + count; number++) {
            ShadowPage page = pages.get(number);
            if (page != null) {
                action.accept(page);
            }
        }
    }

    /** The end of an object moved: what lay beyond is gone, private copies too (Linux: {@code truncate_pagecache}). */
    void truncated(ShadowObject object) {
        for (ShadowPage page : pages.values()) {
            if (page.object == object && !page.exists()) {
                page.drop();
            }
        }
    }

    /** What fork hands on: no locks, and nothing of what the parent keeps to itself. */
    ShadowMemory fork() {
        ShadowMemory child = new ShadowMemory();
        pages.forEach((number, page) -> {
            if (!page.dontFork) {
                ShadowPage copy = page.copy();
                copy.locked = false;
                if (copy.wipeOnFork) {
                    copy.drop();
                    copy.guard = false;
                }
                child.map(number, copy);
            }
        });
        return child;
    }
}
