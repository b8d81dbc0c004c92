package org.mmlab.virtual.mm;

/** Error numbers as system calls return them, negated (Linux: {@code include/uapi/asm-generic/errno*.h}). */
public enum Errno {
    /** Operation not permitted. */
    EPERM(1),
    /** I/O error. */
    EIO(5),
    /** Bad file descriptor. */
    EBADF(9),
    /** Try again; a limit on locked memory. */
    EAGAIN(11),
    /** Out of memory or of address space. */
    ENOMEM(12),
    /** The file's mode forbids it. */
    EACCES(13),
    /** Bad address. */
    EFAULT(14),
    /** Busy. */
    EBUSY(16),
    /** Something is there already. */
    EEXIST(17),
    /** The file cannot be mapped. */
    ENODEV(19),
    /** Invalid argument. */
    EINVAL(22),
    /** No space left on the device. */
    ENOSPC(28),
    /** No such system call. */
    ENOSYS(38),
    /** Value too large. */
    EOVERFLOW(75),
    /** Not supported. */
    EOPNOTSUPP(95),
    /** Memory page has hardware error. */
    EHWPOISON(133);

    /** The greatest number that a result can hold (Linux: {@code MAX_ERRNO}). */
    private static final int MAX_ERRNO = 4095;

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    /** The positive number. */
    public int number() {
        return number;
    }

    /** What a system call returns: the negated number. */
    public int result() {
        return -number;
    }

    /** Whether a result is an error (Linux: {@code IS_ERR_VALUE}). */
    public static boolean isError(long result) {
        return result < 0 && result >= -MAX_ERRNO;
    }

    /**
     * The error of a result.
     *
     * @throws IllegalArgumentException where it is none of these
     */
    public static Errno of(long result) {
        for (Errno e : values()) {
            if (e.number == -result) {
                return e;
            }
        }
        throw new IllegalArgumentException("result " + result + " is no error number that mm knows");
    }
}
