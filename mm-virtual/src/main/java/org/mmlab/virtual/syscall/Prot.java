package org.mmlab.virtual.syscall;

/** The {@code prot} argument of mmap and mprotect (Linux: {@code include/uapi/asm-generic/mman-common.h}). */
public final class Prot {
    /** No access. */
    public static final long NONE = 0;
    /** Reading. */
    public static final long READ = 1;
    /** Writing. */
    public static final long WRITE = 2;
    /** Execution. */
    public static final long EXEC = 4;
    /** May be used for atomic operations; no effect. */
    public static final long SEM = 8;
    /** mprotect: from the start of a stack. */
    public static final long GROWSDOWN = 0x0100_0000;
    /** mprotect: to the end of an area that grows upwards, of which there are none. */
    public static final long GROWSUP = 0x0200_0000;

    /** What mprotect takes besides the two above (Linux: {@code arch_validate_prot}). */
    static final long VALID = READ | WRITE | EXEC | SEM;

    private Prot() {}

    /** The rights as area flags, which have the same bits (Linux: {@code calc_vm_prot_bits}). */
    static long toFlags(long prot) {
        return prot & (READ | WRITE | EXEC);
    }
}
