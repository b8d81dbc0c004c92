package org.mmlab.tck.contract;

import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What a process should see: one byte of each page of the arena. Pages of the file show the file's byte until they are copied. */
final class ShadowMemory {
    /** Backing of a page: none but zeroes. */
    static final int ANON = -1;

    /** One page. */
    static final class Page {
        final int filePage; // or ANON
        final boolean shared;
        boolean readable = true;
        boolean writable = true;

        @Nullable Integer own; // the private byte, once there is one

        Page(int filePage, boolean shared) {
            this.filePage = filePage;
            this.shared = shared;
        }

        private Page copy() {
            Page copy = new Page(filePage, shared);
            copy.readable = readable;
            copy.writable = writable;
            copy.own = own;
            return copy;
        }
    }

    private final int[] file;
    private final Map<Integer, Page> pages = new TreeMap<>();

    /** Nothing mapped; {@code file} holds the byte of each page of the file, for all processes. */
    ShadowMemory(int[] file) {
        this.file = file;
    }

    @Nullable Page page(int number) {
        return pages.get(number);
    }

    void map(int number, Page page) {
        pages.put(number, page);
    }

    void unmap(int number) {
        pages.remove(number);
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

    int expected(Page page) {
        Integer own = page.own;
        if (own != null) {
            return own;
        }
        return page.filePage == ANON ? 0 : file[page.filePage];
    }

    void write(Page page, int value) {
        if (page.shared) {
            file[page.filePage] = value;
        } else {
            page.own = value;
        }
    }

    /** What fork hands on. */
    ShadowMemory copy() {
        ShadowMemory copy = new ShadowMemory(file);
        pages.forEach((number, page) -> copy.map(number, page.copy()));
        return copy;
    }
}
