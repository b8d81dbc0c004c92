package org.mmlab.kit.replay;

/**
 * A run of pages that a program had mapped, as its trace shows it.
 *
 * @param firstPage number of its first page in the trace
 * @param pages how many pages, untouched ones between touched ones included
 * @param kind what it is
 */
public record ProgramArea(long firstPage, long pages, Kind kind) {
    /** What is in an area. */
    public enum Kind {
        /** Executed, never written: a private mapping of a file, r-x. */
        TEXT("r-xp"),
        /** Read, never executed or written: a private mapping of a file, r--. */
        RODATA("r--p"),
        /** Written: private anonymous memory, rw-. */
        DATA("rw-p"),
        /** Written and executed: private anonymous memory, rwx. */
        JIT("rwxp");

        private final String permissions;

        Kind(String permissions) {
            this.permissions = permissions;
        }

        /** As in {@code /proc/PID/maps}. */
        public String permissions() {
            return permissions;
        }

        /** Whether the pages come from a file. */
        public boolean isFile() {
            return this == TEXT || this == RODATA;
        }
    }

    /** Number of the first page behind it. */
    public long endPage() {
        return firstPage + pages;
    }
}
