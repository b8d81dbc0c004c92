package org.mmlab.kit.trace;

/**
 * Kinds of memory access as bits of one byte, so that a run of accesses to a page is one mask.
 *
 * <p>The values are those of the PGT1 format and of what valgrind's lackey tells apart.
 */
public final class AccessMask {

    /** The processor fetched an instruction. */
    public static final int FETCH = 1;

    /** The program loaded data. */
    public static final int READ = 2;

    /** The program stored data. */
    public static final int WRITE = 4;

    /** All bits that a mask may have. */
    public static final int ALL = FETCH | READ | WRITE;

    private AccessMask() {}
}
