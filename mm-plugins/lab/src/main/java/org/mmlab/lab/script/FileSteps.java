package org.mmlab.lab.script;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageCache;
import org.mmlab.kit.machine.Machine;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.virtual.mm.Errno;

/** Steps that work on files. */
final class FileSteps {
    private static final long KEEP_SIZE = 1;
    private static final long PUNCH_HOLE = 2;

    private final PageCache cache;
    private final ScriptFiles files;

    FileSteps(Machine machine, ScriptFiles files) {
        this.cache = machine.virtual().files().cache();
        this.files = files;
    }

    /** ftruncate; a file that is not open for writing, or a negative size, is EINVAL. */
    Outcome truncate(JsonFields step) throws VectorFormatException {
        long size = step.number("size");
        if (!files.open(step).writable() || size < 0) {
            return failed(Errno.EINVAL);
        }
        cache.truncate(number(step), size);
        return Outcome.of(0);
    }

    /** pwrite; a file that is not open for writing is EBADF. */
    Outcome write(JsonFields step) throws VectorFormatException {
        int file = number(step);
        long offset = step.number("off");
        byte[] bytes = new byte[(int) step.number("len")];
        Arrays.fill(bytes, (byte) step.number("val"));
        return files.open(step).writable()
                ? Outcome.of(cache.write(file, offset, bytes, 0, bytes.length))
                : failed(Errno.EBADF);
    }

    /** pread; the values are the first byte of each page. A file that is not open for reading is EBADF. */
    Outcome read(JsonFields step) throws VectorFormatException {
        int file = number(step);
        long offset = step.number("off");
        byte[] bytes = new byte[(int) step.number("len")];
        if (!files.open(step).readable()) {
            return failed(Errno.EBADF);
        }
        int count = cache.read(file, files.open(step).reader(), offset, bytes, 0, bytes.length);
        StringBuilder values = new StringBuilder();
        for (int at = 0; at < count; at += Addresses.PAGE_SIZE) {
            values.append(String.format("%02x", bytes[at]));
        }
        return Outcome.of(count).withValues(values.toString());
    }

    Outcome sync(JsonFields step) throws VectorFormatException {
        int file = number(step);
        long pages = Addresses.pagesFor(cache.sizeBytes(file));
        if (pages > 0) {
            cache.sync(file, 0, pages - 1);
        }
        return Outcome.of(0);
    }

    /** fallocate (Linux: {@code vfs_fallocate}); a hole may only be punched where the size is kept. */
    Outcome allocate(JsonFields step) throws VectorFormatException {
        long offset = step.number("off");
        long length = step.number("len");
        long mode = Words.fallocateMode(step);
        int file = number(step);
        if (offset < 0 || length <= 0) {
            return failed(Errno.EINVAL);
        }
        if ((mode & (PUNCH_HOLE | KEEP_SIZE)) == PUNCH_HOLE) {
            return failed(Errno.EOPNOTSUPP);
        }
        if (!files.open(step).writable()) {
            return failed(Errno.EBADF);
        }
        if ((mode & PUNCH_HOLE) != 0) {
            cache.punchHole(file, offset, length);
        } else if ((mode & KEEP_SIZE) == 0 && offset + length > cache.sizeBytes(file)) {
            cache.truncate(file, offset + length);
        }
        return Outcome.of(0);
    }

    /** posix_fadvise; DONTNEED leaves pages alone of which a part is outside the range. */
    Outcome advise(JsonFields step) throws VectorFormatException {
        int file = number(step);
        long offset = step.number("off");
        long length = step.number("len");
        long end = length == 0 ? cache.sizeBytes(file) : offset + length;
        String advice = step.text("advice");
        switch (advice) {
            case "DONTNEED" -> {
                long first = Addresses.pagesFor(offset);
                long last = length == 0 || end >= cache.sizeBytes(file)
                        ? Addresses.pagesFor(cache.sizeBytes(file)) - 1
                        : (end >>> Addresses.PAGE_SHIFT) - 1;
                if (last >= first) {
                    cache.drop(file, first, last);
                }
            }
            case "WILLNEED" ->
                cache.willNeed(file, offset >>> Addresses.PAGE_SHIFT, (end - 1) >>> Addresses.PAGE_SHIFT);
            case "NORMAL" -> cache.advise(files.open(step).reader(), PageCache.Access.NORMAL);
            case "RANDOM" -> cache.advise(files.open(step).reader(), PageCache.Access.RANDOM);
            case "SEQUENTIAL" -> cache.advise(files.open(step).reader(), PageCache.Access.SEQUENTIAL);
            default ->
                throw step.error(
                        "fadvise '" + advice + "' is unknown; known: NORMAL, RANDOM, SEQUENTIAL, WILLNEED, DONTNEED");
        }
        return Outcome.of(0);
    }

    private static Outcome failed(Errno errno) {
        return Outcome.failed(errno.name());
    }

    private int number(JsonFields step) throws VectorFormatException {
        return files.open(step).mapping().file();
    }
}
