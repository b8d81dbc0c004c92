package org.mmlab.lab.lesson.story;

import static org.mmlab.lab.lesson.Classroom.PAGE;

import java.util.Map;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.translation.Access;
import org.mmlab.kit.machine.Process;
import org.mmlab.lab.lesson.Blackboard;
import org.mmlab.lab.lesson.Classroom;
import org.mmlab.lab.lesson.Lesson;

/** The page cache: one copy of a file's page for read(2), write(2) and all mappings; and what truncation does to it. */
public final class PageCaching implements Lesson {
    private static final int PAGES = 128;

    @Override
    public String name() {
        return "page-cache";
    }

    @Override
    public String title() {
        return "one copy of a file for everybody, and what ': > bigdata' does to it";
    }

    @Override
    public void teach(Blackboard board) {
        Classroom room = new Classroom(Map.of("ram", "64M"));
        int file = room.file("bigdata", PAGES, false);
        Process one = room.first();
        Process two = room.machine().newProcess();
        long shared = room.map(one, file, (long) PAGES * PAGE, true);
        long copy = room.map(two, file, (long) PAGES * PAGE, false);
        readahead(board, room, file);
        sharing(board, room, file, one, two, shared, copy);
        dirty(board, room, file, one, shared);
        truncation(board, room, file, one, two, shared, copy);
    }

    private static void readahead(Blackboard board, Classroom room, int file) {
        PageCache cache = room.machine().cache();
        byte[] bytes = new byte[PAGE];
        long reads = room.machine().fileDisk().reads();
        long start = room.machine().clock().nowNs();
        cache.read(file, 0, bytes, 0, PAGE);
        long firstNs = room.machine().clock().nowNs() - start;
        long pages = cache.cachedPages(file);
        cache.read(file, 0, bytes, 0, PAGE);
        board.step("the first read waits for the disk, the second does not");
        board.say("A file 'bigdata' of %d pages lies on the disk. read(2) of its first page:", PAGES);
        board.gap();
        board.fact("simulated nanoseconds until it returned", firstNs);
        board.fact("blocks read from the disk", room.machine().fileDisk().reads() - reads);
        board.fact("pages in the page cache afterwards", pages);
        board.fact(
                "simulated nanoseconds of a second read", room.machine().clock().nowNs() - start - firstNs);
        board.next("mm plugins: the kind readahead; class org.mmlab.reclaim.cache.FilePageCache");
    }

    private static void sharing(
            Blackboard board, Classroom room, int file, Process one, Process two, long shared, long copy) {
        PageCache cache = room.machine().cache();
        one.read(shared);
        two.read(copy);
        FrameTable table = room.machine().memory().table();
        one.write(shared, 200);
        byte[] read = new byte[1];
        cache.read(file, 0, read, 0, 1);
        int seen = two.read(copy);
        two.write(copy, 77);
        board.step("one frame for all who look");
        board.say(
                "Process 1 maps the file shared, process 2 privately, and both read the first page. Then process 1 stores 200:");
        board.gap();
        board.fact("read(2) returns", read[0] & 0xff);
        board.fact("process 2 reads through its private mapping", seen);
        board.say("Process 2 stores 77 in its private mapping. That is a copy on write:");
        board.fact("process 1 reads", one.read(shared));
        board.fact("frame in the cache", frame(room, file));
        board.fact("frame of process 1", Long.toHexString(room.pfn(one, shared)));
        board.fact("frame of process 2", Long.toHexString(room.pfn(two, copy)));
        board.fact("entries that map the cached frame", table.mapcount(room.frame(one, shared)));
        board.next("mm exec --example mapped-file; class org.mmlab.virtual.fault.FileFaults");
    }

    private static String frame(Classroom room, int file) {
        var frame = room.machine().cache().lookup(file, 0);
        return Long.toHexString(Addresses.rawPfn(room.machine().memory().pfnOf(frame)));
    }

    private static void dirty(Blackboard board, Classroom room, int file, Process one, long shared) {
        room.machine().cache().sync(file, 0, PAGES - 1);
        long dirtied = room.count(VmEvent.NR_DIRTIED);
        long written = room.count(VmEvent.NR_WRITTEN);
        long faults = one.pages().faults().minor();
        room.writePages(one, shared, 8, 201);
        long first = one.pages().faults().minor() - faults;
        room.machine().cache().sync(file, 0, PAGES - 1);
        long nowDirtied = room.count(VmEvent.NR_DIRTIED) - dirtied;
        long nowWritten = room.count(VmEvent.NR_WRITTEN) - written;
        long second = one.pages().faults().minor();
        room.writePages(one, shared, 8, 202);
        board.step("dirty pages");
        board.say("Process 1 stores to 8 pages of its shared mapping, then the file is synced, then it stores again:");
        board.gap();
        board.fact("faults of the first stores", first);
        board.fact("pages that became dirty (nr_dirtied)", nowDirtied);
        board.fact("pages written to the disk (nr_written)", nowWritten);
        board.fact("faults of the stores after the sync", one.pages().faults().minor() - second);
        board.gap();
        board.say(
                "A clean page of a file is mapped read-only even where the mapping may be written, so that the first store"
                        + " faults and the kernel learns that the page is dirty; writing it back takes the right away again.");
        board.next("class org.mmlab.virtual.fault.WriteFaults (Linux: page_mkwrite); mm plugins: the kind writeback");
    }

    private static void truncation(
            Blackboard board, Classroom room, int file, Process one, Process two, long shared, long copy) {
        long cached = room.machine().cache().cachedPages(file);
        long free = room.machine().freeFrames();
        long rss = one.pages().resident() + two.pages().resident();
        room.machine().cache().truncate(file, 0);
        board.step(": > bigdata");
        board.say("A shell runs ': > bigdata' while both have the file mapped. Its size becomes 0:");
        board.gap();
        board.fact("pages in the cache before", cached);
        board.fact("pages in the cache after", room.machine().cache().cachedPages(file));
        board.fact("pages mapped by both before", rss);
        board.fact(
                "pages mapped by both after",
                one.pages().resident() + two.pages().resident());
        board.fact("frames that became free", room.machine().freeFrames() - free);
        board.fact("process 1 reads", room.attempt(one, shared, Access.READ));
        board.fact("process 2 reads its private copy", room.attempt(two, copy, Access.READ));
        board.gap();
        board.say(
                "The areas are still there, but nothing is behind them: a bus error, not a segmentation fault. Even the"
                        + " private copy is gone, as POSIX allows and Linux does.");
        board.next("class org.mmlab.virtual.rmap.FileUnmapping (Linux: unmap_mapping_range, truncate_pagecache)");
    }
}
