package org.mmlab.lab.lesson.story;

import static org.mmlab.lab.lesson.Classroom.PAGE;

import java.util.Map;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.translation.Access;
import org.mmlab.kit.machine.Process;
import org.mmlab.lab.lesson.Blackboard;
import org.mmlab.lab.lesson.Classroom;
import org.mmlab.lab.lesson.Lesson;

/** fork copies page tables, not pages. */
public final class CopyOnWrite implements Lesson {
    private static final int PAGES = 1000;

    @Override
    public String name() {
        return "cow";
    }

    @Override
    public String title() {
        return "fork shares every page until somebody writes";
    }

    @Override
    public void teach(Blackboard board) {
        Classroom room = new Classroom(Map.of("ram", "64M"));
        Process parent = room.first();
        long area = parent.mmap((long) PAGES * PAGE, "rw-");
        room.writePages(parent, area, PAGES, 7);
        Process child = fork(board, room, parent, area);
        copy(board, room, parent, child, area);
        reuse(board, room, parent, child, area);
    }

    private static Process fork(Blackboard board, Classroom room, Process parent, long area) {
        long free = room.machine().freeFrames();
        Process child = parent.fork();
        FrameTable table = room.machine().memory().table();
        board.step("fork");
        board.say("A process that has written %d pages forks. The child needs page tables, but no pages:", PAGES);
        board.gap();
        board.fact("frames that fork used", free - room.machine().freeFrames());
        board.fact("frame of the first page, parent", Long.toHexString(room.pfn(parent, area)));
        board.fact("frame of the first page, child", Long.toHexString(room.pfn(child, area)));
        board.fact("entries that map it (mapcount)", table.mapcount(room.frame(parent, area)));
        board.gap();
        board.say("Both entries were made read-only, though both areas may be written. The parent's walk says so:");
        board.show(lastSteps(room.walk(parent, area, Access.READ)));
        board.next("class org.mmlab.virtual.fork.PageCopy (Linux: copy_page_range)");
        return child;
    }

    /** The lines of a walk about the page's own entry. */
    private static String lastSteps(String walk) {
        return walk.lines()
                .filter(line -> line.contains("pte") || line.contains("=>"))
                .reduce("", (all, line) -> all + line.strip() + "\n");
    }

    private static void copy(Blackboard board, Classroom room, Process parent, Process child, long area) {
        long free = room.machine().freeFrames();
        long faults = child.pages().faults().minor();
        room.writePages(child, area, 10, 9);
        board.step("the first write copies");
        board.say("The child writes 10 pages. Each write faults, finds the page shared, and copies it:");
        board.gap();
        board.fact("faults of the child", child.pages().faults().minor() - faults);
        board.fact("frames used", free - room.machine().freeFrames());
        board.fact("frame of the first page, parent", Long.toHexString(room.pfn(parent, area)));
        board.fact("frame of the first page, child", Long.toHexString(room.pfn(child, area)));
        board.fact("what the parent reads", parent.read(area));
        board.fact("what the child reads", child.read(area));
        board.show(room.view(child, "smaps_rollup", "Rss", "Pss:", "Shared_Dirty", "Private_Dirty"));
        board.say("Rss counts a shared page fully, Pss by its share: half for each of two.");
        board.next("mm exec --example cow; class org.mmlab.virtual.fault.WriteFaults (Linux: do_wp_page)");
    }

    private static void reuse(Blackboard board, Classroom room, Process parent, Process child, long area) {
        long frame = room.pfn(parent, area + 100L * PAGE);
        child.exit();
        long free = room.machine().freeFrames();
        long reused = room.count(VmEvent.PGREUSE);
        parent.write(area + 100L * PAGE, 8);
        board.step("the last owner keeps the page");
        board.say("The child exits. The parent's entries are still read-only, so its next write faults once more:");
        board.gap();
        board.fact("frames used by that write", free - room.machine().freeFrames());
        board.fact("frame before", Long.toHexString(frame));
        board.fact("frame after", Long.toHexString(room.pfn(parent, area + 100L * PAGE)));
        board.fact("pages reused instead of copied (pgreuse)", room.count(VmEvent.PGREUSE) - reused);
        board.next("mm exec --list: madvise dontfork, wipeonfork");
    }
}
