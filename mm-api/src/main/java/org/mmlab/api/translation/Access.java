package org.mmlab.api.translation;

/** What an access does, as a mask: one of fetch, read and write, and whether the kernel does it. */
public final class Access {
    /** Fetches an instruction. */
    public static final int FETCH = 1;
    /** Reads data. */
    public static final int READ = 2;
    /** Writes data. */
    public static final int WRITE = 4;
    /** The CPU runs in supervisor mode; without it, in user mode. */
    public static final int SUPERVISOR = 8;

    /** Every access mask is below this. */
    public static final int LIMIT = 16;

    private Access() {}

    /** In words: {@code user write}. */
    public static String describe(int access) {
        String mode = (access & SUPERVISOR) != 0 ? "supervisor" : "user";
        if ((access & WRITE) != 0) {
            return mode + " write";
        }
        return mode + ((access & FETCH) != 0 ? " fetch" : " read");
    }
}
