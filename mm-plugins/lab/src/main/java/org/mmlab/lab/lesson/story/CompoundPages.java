package org.mmlab.lab.lesson.story;

import static org.mmlab.lab.lesson.Classroom.PAGE;

import java.util.Map;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.memory.Gfp;
import org.mmlab.kit.machine.Process;
import org.mmlab.lab.lesson.Blackboard;
import org.mmlab.lab.lesson.Classroom;
import org.mmlab.lab.lesson.Lesson;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.virtual.syscall.Advice;

/** Frames that are one page: head, tails, and huge pages made of them. */
public final class CompoundPages implements Lesson {
    private static final int ORDER = 3;
    private static final long HUGE = 2L << 20;

    @Override
    public String name() {
        return "compound-pages";
    }

    @Override
    public String title() {
        return "frames that are one page: head, tails, huge pages";
    }

    @Override
    public void teach(Blackboard board) {
        Classroom room = new Classroom(Map.of("ram", "64M", "swap", "0"));
        headAndTails(board, room);
        Process process = room.first();
        long area = process.mmap(2 * HUGE, "rw-");
        long start = (area + HUGE - 1) & -HUGE;
        room.advise(process, area, 2 * HUGE, Advice.HUGEPAGE);
        huge(board, room, process, start);
        split(board, room, process, start);
    }

    private static void headAndTails(Blackboard board, Classroom room) {
        PhysicalMemory memory = room.machine().memory();
        FrameTable table = memory.table();
        long free = room.machine().freeFrames();
        @FrameIndex int head = memory.allocate(Gfp.KERNEL | Gfp.COMP, ORDER, 0);
        int count = 1 << ORDER;
        int heads = 0;
        int tails = 0;
        int toHead = 0;
        for (int i = 0; i < count; i++) {
            @FrameIndex int frame = Addresses.frame(Addresses.rawFrame(head) + i);
            heads += table.has(frame, FrameFlag.HEAD) ? 1 : 0;
            tails += table.has(frame, FrameFlag.TAIL) ? 1 : 0;
            toHead += table.head(frame) == head ? 1 : 0;
        }
        board.step("head and tails");
        board.say(
                "The kernel asks the page allocator for order %d with __GFP_COMP: %d frames in a row that are one page.",
                ORDER, count);
        board.gap();
        board.fact("first frame number", Long.toHexString(Addresses.rawPfn(memory.pfnOf(head))));
        board.fact("aligned to its size", Addresses.rawPfn(memory.pfnOf(head)) % count == 0 ? "yes" : "no");
        board.fact("frames that are the head", heads);
        board.fact("frames that are tails", tails);
        board.fact("frames that lead to the head", toHead);
        board.fact("order that the head keeps", memory.compound().order(head));
        @FrameIndex int tail = Addresses.frame(Addresses.rawFrame(head) + 5);
        memory.get(table.head(tail));
        board.fact("references on the head after get_page of a tail", table.refcount(head));
        board.fact("references on that tail itself", table.refcount(tail));
        memory.put(head);
        memory.put(head);
        board.fact(
                "frames missing after both references are dropped",
                free - room.machine().freeFrames());
        board.next("class org.mmlab.physical.page.CompoundPages (Linux: prep_compound_page, struct folio)");
    }

    private static void huge(Blackboard board, Classroom room, Process process, long start) {
        PhysicalMemory memory = room.machine().memory();
        long tables = process.pages().table().tables();
        process.write(start, 1);
        @FrameIndex int head = room.frame(process, start);
        board.step("a transparent huge page");
        board.say(
                "A program that asked for huge pages writes one byte. One fault maps 2 MiB with one compound page of order 9:");
        board.gap();
        board.fact("huge pages allocated at faults (thp_fault_alloc)", room.count(VmEvent.THP_FAULT_ALLOC));
        board.fact("order of the page", memory.compound().order(head));
        board.fact("frame of its first 4 KiB", Long.toHexString(room.pfn(process, start)));
        board.fact("frame of its last 4 KiB", Long.toHexString(room.pfn(process, start + HUGE - PAGE)));
        board.fact("page tables that the fault added", process.pages().table().tables() - tables);
        board.show(room.view(process, "smaps_rollup", "Rss", "AnonHugePages"));
        board.next(
                "class org.mmlab.virtual.fault.HugeFaults (Linux: do_huge_pmd_anonymous_page); mm plugins: the kind thp");
    }

    private static void split(Blackboard board, Classroom room, Process process, long start) {
        PhysicalMemory memory = room.machine().memory();
        long pmd = room.count(VmEvent.THP_SPLIT_PMD);
        long page = room.count(VmEvent.THP_SPLIT_PAGE);
        long faults = process.pages().faults().minor();
        process.munmap(start + HUGE / 2, HUGE / 2);
        long sum = room.readPages(process, start, HUGE / 2 / PAGE);
        @FrameIndex int head = room.frame(process, start);
        board.step("half of it is unmapped");
        board.say(
                "The program unmaps the upper MiB. The entry for 2 MiB becomes a table of 512 entries, half of them empty:");
        board.gap();
        board.fact("huge entries split (thp_split_pmd)", room.count(VmEvent.THP_SPLIT_PMD) - pmd);
        board.fact("huge pages split (thp_split_page)", room.count(VmEvent.THP_SPLIT_PAGE) - page);
        board.fact("order of the page now", memory.compound().order(head));
        board.fact("entries that map its first frame", memory.table().mapcount(head));
        board.fact(
                "entries that map its last frame",
                memory.table().mapcount(Addresses.frame(Addresses.rawFrame(head) + 511)));
        board.fact("sum of the bytes in the lower MiB", sum);
        board.fact("faults while reading them", process.pages().faults().minor() - faults);
        board.show(room.view(process, "smaps_rollup", "Rss", "AnonHugePages"));
        board.say("The compound page stays whole until memory is short: its unmapped half is not free yet.");
        board.next(
                "mm exec --example huge-page; class org.mmlab.virtual.huge.LargeFolios (Linux: deferred_split_folio)");
    }
}
