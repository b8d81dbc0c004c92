package org.mmlab.lab.lesson.story;

import static org.mmlab.lab.lesson.Classroom.PAGE;

import java.util.Map;
import org.mmlab.api.address.Addresses;
import org.mmlab.kit.machine.Process;
import org.mmlab.lab.lesson.Blackboard;
import org.mmlab.lab.lesson.Classroom;
import org.mmlab.lab.lesson.Lesson;
import org.mmlab.virtual.paging.FaultCounters;
import org.mmlab.virtual.syscall.MapFlags;

/** Memory is given when it is touched. */
public final class DemandPaging implements Lesson {
    private static final int PAGES = 1024;

    @Override
    public String name() {
        return "demand-paging";
    }

    @Override
    public String title() {
        return "memory is given when it is touched, not when it is mapped";
    }

    @Override
    public void teach(Blackboard board) {
        Classroom room = new Classroom(Map.of("ram", "64M"));
        Process process = room.first();
        long area = process.mmap((long) PAGES * PAGE, "rw-");
        map(board, room, process);
        read(board, room, process, area);
        write(board, room, process, area);
        populate(board, room, process);
        file(board, room, process);
    }

    private static void map(Blackboard board, Classroom room, Process process) {
        board.step("a promise");
        board.say("The program maps %d pages of 4 KiB. mmap makes an area (VMA) and nothing else:", PAGES);
        board.show(room.view(process, "maps"));
        board.show(room.view(process, "status", "VmSize", "VmRSS", "VmPTE"));
        board.fact("page faults so far", process.pages().faults().minor());
        board.fact("page tables beside the top one", process.pages().table().tables() - 1);
        board.next("mm exec --example first-touch --show smaps; class org.mmlab.virtual.mm.Vma");
    }

    private static void read(Blackboard board, Classroom room, Process process, long area) {
        FaultCounters faults = process.pages().faults();
        long before = faults.minor();
        long free = room.machine().freeFrames();
        long sum = room.readPages(process, area, PAGES);
        board.step("reading: one page of zeros for all");
        board.say("It reads a byte of each page. Every read faults, and every fault maps the same frame:");
        board.gap();
        board.fact("minor faults", faults.minor() - before);
        board.fact("sum of what was read", sum);
        board.fact("frame of the first page", Long.toHexString(room.pfn(process, area)));
        board.fact("frame of the last page", Long.toHexString(room.pfn(process, area + (PAGES - 1L) * PAGE)));
        board.fact("the machine's zero page", Long.toHexString(zeroPfn(room)));
        board.fact("frames used, for page tables", free - room.machine().freeFrames());
        board.show(room.view(process, "status", "VmRSS"));
        board.next("class org.mmlab.virtual.fault.AnonFaults (Linux: do_anonymous_page)");
    }

    private static long zeroPfn(Classroom room) {
        var memory = room.machine().memory();
        return Addresses.rawPfn(memory.pfnOf(room.machine().paging().paging().zeroFrame()));
    }

    private static void write(Blackboard board, Classroom room, Process process, long area) {
        FaultCounters faults = process.pages().faults();
        long before = faults.minor();
        long free = room.machine().freeFrames();
        room.writePages(process, area, PAGES / 2, 7);
        long first = faults.minor() - before;
        room.writePages(process, area, PAGES / 2, 8);
        board.step("writing: a frame each");
        board.say("It writes to the first half. Now each page gets a frame of its own, filled with zeros before:");
        board.gap();
        board.fact("minor faults of the first round", first);
        board.fact("minor faults of a second round", faults.minor() - before - first);
        board.fact("frames used", free - room.machine().freeFrames());
        board.show(room.view(process, "status", "VmSize", "VmRSS", "RssAnon"));
        board.next("mm run --format json: faults of a recorded program, area by area");
    }

    private static void populate(Blackboard board, Classroom room, Process process) {
        FaultCounters faults = process.pages().faults();
        long before = faults.minor();
        long traps = faults.minorEvents();
        long flags = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.POPULATE;
        long area = process.mmap(0, 256L * PAGE, "rw-", flags, null, 0);
        long byKernel = faults.minor() - before;
        long trapped = faults.minorEvents() - traps;
        room.writePages(process, area, 256, 1);
        board.step("or all at once");
        board.say(
                "MAP_POPULATE asks the kernel to touch all pages within mmap. The work is the same, the traps are saved:");
        board.gap();
        board.fact("faults that the kernel did for itself (getrusage)", byKernel);
        board.fact("traps of the CPU among them (perf)", trapped);
        board.fact("faults when the program then writes 256 pages", faults.minor() - before - byKernel);
        board.next("mm exec --list: populate, mlock, madvise populate_write");
    }

    private static void file(Blackboard board, Classroom room, Process process) {
        int file = room.file("data", 64, false);
        long area = room.map(process, file, 64L * PAGE, true);
        FaultCounters faults = process.pages().faults();
        long minor = faults.minor();
        long major = faults.major();
        long reads = room.machine().fileDisk().reads();
        room.readPages(process, area, 64);
        board.step("files: some faults wait for the disk");
        board.say("A file of 64 pages that is not in memory is mapped and read from front to back:");
        board.gap();
        board.fact("major faults (waited for the disk)", faults.major() - major);
        board.fact("minor faults", faults.minor() - minor);
        board.fact("blocks read from the disk", room.machine().fileDisk().reads() - reads);
        board.fact("pages in the page cache", room.machine().cache().cachedPages(file));
        board.gap();
        board.say("Readahead brings pages before they are asked for, and fault-around maps cached neighbours along.");
        board.next("mm lesson page-cache; mm plugins: the kinds readahead and fault-around");
    }
}
