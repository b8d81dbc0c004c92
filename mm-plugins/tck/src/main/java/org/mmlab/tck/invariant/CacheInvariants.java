package org.mmlab.tck.invariant;

import java.util.Map;
import java.util.TreeMap;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.kit.machine.Machine;
import org.mmlab.reclaim.cache.CachedPageVisitor;

/** The page cache and the frames name each other, and a page of shared memory that is in swap has one user there, its file. */
final class CacheInvariants implements CachedPageVisitor {
    private static final String INVERSE = "the page cache and its frames name each other";
    private final Machine machine;
    private final FrameTable table;
    private final Map<Integer, Long> cached = new TreeMap<>();
    private final Map<Integer, Integer> swapped = new TreeMap<>();
    private final boolean[] seen;

    private CacheInvariants(Machine machine) {
        this.machine = machine;
        table = machine.memory().table();
        seen = new boolean[table.frames()];
    }

    /**
     * Checks the page cache.
     *
     * @return the users that files are of swap entries
     */
    static Map<Integer, Integer> check(Machine machine) {
        CacheInvariants check = new CacheInvariants(machine);
        machine.cache().forEachPage(check);
        check.cached.forEach((file, pages) -> Broken.unless(
                "cached pages of a file equal a recount",
                "file " + file,
                pages,
                machine.cache().cachedPages(file)));
        check.backwards();
        return check.swapped;
    }

    @Override
    public void frame(int file, long index, @FrameIndex int frame) {
        cached.merge(file, 1L, Long::sum);
        if (seen[Addresses.rawFrame(frame)]) {
            throw Broken.error("no frame is two pages of files", Broken.frame(machine, frame));
        }
        seen[Addresses.rawFrame(frame)] = true;
        @FrameIndex int head = table.head(frame);
        long itsIndex = table.index(head) + (Addresses.rawFrame(frame) - Addresses.rawFrame(head));
        if (table.has(head, FrameFlag.ANON) || table.mapping(head) != file || itsIndex != index) {
            throw Broken.error(INVERSE, "page " + index + " of file " + file + " is " + Broken.frame(machine, frame));
        }
        if (table.has(frame, FrameFlag.BUDDY) || table.refcount(head) == 0) {
            throw Broken.error(
                    "a cached page is not free",
                    "page " + index + " of file " + file + " is " + Broken.frame(machine, frame));
        }
    }

    @Override
    public void swapped(int file, long index, int entry) {
        swapped.merge(entry, 1, Integer::sum);
        Broken.unless(
                "a swapped page of shared memory has one user",
                "page " + index + " of file " + file + ", swap entry " + entry,
                1,
                machine.swap().users(entry));
    }

    private void backwards() {
        for (int i = 0; i < seen.length; i++) {
            @FrameIndex int frame = Addresses.frame(i);
            boolean ofFile = table.refcount(frame) != 0
                    && table.mapping(frame) != FrameTable.NO_MAPPING
                    && !table.hasAny(frame, FrameFlag.ANON | FrameFlag.TABLE | FrameFlag.RESERVED);
            if (ofFile && !seen[i] && !table.hasAny(frame, FrameFlag.HEAD | FrameFlag.TAIL)) {
                throw Broken.error(INVERSE, Broken.frame(machine, frame) + " is in no file");
            }
        }
    }
}
