package org.mmlab.lab.script;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageCache;
import org.mmlab.kit.machine.Machine;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;

/** Steps that work on files. */
final class FileSteps {
    private static final long PUNCH_HOLE = 2;

    private final PageCache cache;
    private final ScriptFiles files;

    FileSteps(Machine machine, ScriptFiles files) {
        this.cache = machine.virtual().files().cache();
        this.files = files;
    }

    Outcome truncate(JsonFields step) throws VectorFormatException {
        cache.truncate(number(step), step.number("size"));
        return Outcome.of(0);
    }

    Outcome write(JsonFields step) throws VectorFormatException {
        int file = number(step);
        byte[] bytes = new byte[(int) step.number("len")];
        Arrays.fill(bytes, (byte) step.number("val"));
        return Outcome.of(cache.write(file, step.number("off"), bytes, 0, bytes.length));
    }

    /** Reads; the values are the first byte of each page. */
    Outcome read(JsonFields step) throws VectorFormatException {
        int file = number(step);
        byte[] bytes = new byte[(int) step.number("len")];
        int count = cache.read(file, step.number("off"), bytes, 0, bytes.length);
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

    Outcome allocate(JsonFields step) throws VectorFormatException {
        int file = number(step);
        long offset = step.number("off");
        long length = step.number("len");
        if ((Words.fallocateMode(step) & PUNCH_HOLE) != 0) {
            cache.punchHole(file, offset, length);
        } else if (offset + length > cache.sizeBytes(file)) {
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
            case "NORMAL" -> cache.advise(file, PageCache.Access.NORMAL);
            case "RANDOM" -> cache.advise(file, PageCache.Access.RANDOM);
            case "SEQUENTIAL" -> cache.advise(file, PageCache.Access.SEQUENTIAL);
            default ->
                throw step.error(
                        "fadvise '" + advice + "' is unknown; known: NORMAL, RANDOM, SEQUENTIAL, WILLNEED, DONTNEED");
        }
        return Outcome.of(0);
    }

    private int number(JsonFields step) throws VectorFormatException {
        return files.open(step).mapping().file();
    }
}
