package org.mmlab.api.reclaim;

/** The lists of a lruvec, in Linux's order ({@code enum lru_list}). */
public enum LruList {
    /** Anonymous and shared memory, next to go. */
    INACTIVE_ANON,
    /** Anonymous and shared memory in use. */
    ACTIVE_ANON,
    /** Pages of files, next to go; also lazily freed anonymous pages. */
    INACTIVE_FILE,
    /** Pages of files in use. */
    ACTIVE_FILE,
    /** Locked into memory. */
    UNEVICTABLE;

    private static final LruList[] ALL = values();

    /** Whether the list holds pages of files. */
    public boolean isFile() {
        return this == INACTIVE_FILE || this == ACTIVE_FILE;
    }

    /** Whether the list is an active one. */
    public boolean isActive() {
        return this == ACTIVE_ANON || this == ACTIVE_FILE;
    }

    /** The inactive list of file pages, or of anonymous ones. */
    public static LruList inactive(boolean file) {
        return file ? INACTIVE_FILE : INACTIVE_ANON;
    }

    /** The active list of file pages, or of anonymous ones. */
    public static LruList active(boolean file) {
        return file ? ACTIVE_FILE : ACTIVE_ANON;
    }

    /** By ordinal, without a copy of the array. */
    public static LruList of(int ordinal) {
        return ALL[ordinal];
    }

    /** Number of lists. */
    public static int count() {
        return ALL.length;
    }
}
