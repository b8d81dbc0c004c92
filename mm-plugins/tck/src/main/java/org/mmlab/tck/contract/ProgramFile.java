package org.mmlab.tck.contract;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageCache;
import org.mmlab.kit.machine.Machine;
import org.mmlab.virtual.mm.OpenFile;

/** The file that the processes of a program map, with what it should hold. */
final class ProgramFile {
    /** Pages at the start, and at most. */
    static final int PAGES = 64;

    private static final int SPREAD = 37; // the byte that is looked at moves within the page from page to page
    private static final int TIGHT_FRAMES = 256; // with less in all, a read may fail for want of memory

    private final Machine machine;
    private final PageCache cache;
    private final boolean contents;
    private final int file;
    private final OpenFile open;
    private final ShadowObject shadow = new ShadowObject(PAGES);

    ProgramFile(Machine machine, boolean contents) {
        this.machine = machine;
        this.contents = contents;
        cache = machine.cache();
        file = cache.create("data", PageCache.FileKind.REGULAR, (long) PAGES * Addresses.PAGE_SIZE);
        machine.fillFile(file);
        open = machine.virtual().files().open(file, OpenFile.Mode.READ_WRITE);
        for (int page = 0; page < PAGES; page += 2) {
            write(page, page + 1);
        }
    }

    /** Which byte of a page is looked at. */
    static int offset(int page) {
        return page * SPREAD & (Addresses.PAGE_SIZE - 1);
    }

    OpenFile open() {
        return open;
    }

    ShadowObject shadow() {
        return shadow;
    }

    /** Writes a byte; the file grows where its end is before it. Without memory nothing is written. */
    void write(int page, int value) {
        if (cache.write(file, position(page), new byte[] {(byte) value}, 0, 1) == 1) {
            if (!shadow.has(page)) {
                shadow.resize(page + 1);
            }
            shadow.set(page, value);
        }
    }

    void read(int page) {
        byte[] found = new byte[1];
        int count = cache.read(file, position(page), found, 0, 1);
        boolean withoutMemory = count == 0 && machine.memory().reserves().totalFrames() < TIGHT_FRAMES;
        if (count > 0 != shadow.has(page) && !withoutMemory) {
            throw new AssertionError(
                    "reading page " + page + " of a file of " + shadow.pages() + " pages gave " + count + " bytes");
        }
        if (contents && count == 1 && (found[0] & 0xff) != shadow.get(page)) {
            throw new AssertionError("data read = data written: page " + page + " of the file should hold "
                    + shadow.get(page) + " and holds " + (found[0] & 0xff));
        }
    }

    void truncate(int pages) {
        cache.truncate(file, (long) pages * Addresses.PAGE_SIZE);
        shadow.resize(pages);
    }

    void punch(int first, int count) {
        int last = Math.min(first + count, shadow.pages());
        if (first < last) {
            cache.punchHole(file, (long) first * Addresses.PAGE_SIZE, (long) (last - first) * Addresses.PAGE_SIZE);
            for (int page = first; page < last; page++) {
                shadow.set(page, 0);
            }
        }
    }

    void close() {
        machine.virtual().files().release(open);
    }

    void delete() {
        cache.delete(file);
    }

    private static long position(int page) {
        return (long) page * Addresses.PAGE_SIZE + offset(page);
    }
}
