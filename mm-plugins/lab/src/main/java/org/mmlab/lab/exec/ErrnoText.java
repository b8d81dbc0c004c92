package org.mmlab.lab.exec;

import org.mmlab.virtual.mm.Errno;

/** Error numbers in words, as strerror(3) has them. */
final class ErrnoText {
    private ErrnoText() {}

    /** The words for an error of that name. */
    static String of(String name) {
        return switch (Errno.valueOf(name)) {
            case EPERM -> "Operation not permitted";
            case EIO -> "Input/output error";
            case EBADF -> "Bad file descriptor";
            case EAGAIN -> "Resource temporarily unavailable";
            case ENOMEM -> "Cannot allocate memory";
            case EACCES -> "Permission denied";
            case EFAULT -> "Bad address";
            case EBUSY -> "Device or resource busy";
            case EEXIST -> "File exists";
            case ENODEV -> "No such device";
            case EINVAL -> "Invalid argument";
            case ENOSPC -> "No space left on device";
            case ENOSYS -> "Function not implemented";
            case EOVERFLOW -> "Value too large for defined data type";
            case EOPNOTSUPP -> "Operation not supported";
            case EHWPOISON -> "Memory page has hardware error";
        };
    }
}
