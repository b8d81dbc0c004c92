package org.mmlab.tck.contract;

import java.util.Arrays;

/** What a file, or an object of shared memory, should hold: one byte of each page. */
final class ShadowObject {
    private int[] bytes;

    /** An object of some pages of zeroes. */
    ShadowObject(int pages) {
        bytes = new int[pages];
    }

    /** Pages up to its end; beyond, an access is a bus error. */
    int pages() {
        return bytes.length;
    }

    boolean has(int page) {
        return page < bytes.length;
    }

    int get(int page) {
        return bytes[page];
    }

    void set(int page, int value) {
        bytes[page] = value;
    }

    /** Cuts it off, or makes it longer by pages of zeroes. */
    void resize(int pages) {
        bytes = Arrays.copyOf(bytes, pages);
    }
}
