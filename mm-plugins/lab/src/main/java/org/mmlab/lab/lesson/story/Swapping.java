package org.mmlab.lab.lesson.story;

import static org.mmlab.lab.lesson.Classroom.PAGE;

import java.util.Map;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.reclaim.LruList;
import org.mmlab.kit.machine.Process;
import org.mmlab.lab.lesson.Blackboard;
import org.mmlab.lab.lesson.Classroom;
import org.mmlab.lab.lesson.Lesson;
import org.mmlab.physical.zone.Watermark;
import org.mmlab.physical.zone.Zone;

/** More memory than there is RAM. */
public final class Swapping implements Lesson {
    private static final int PAGES = 10_000;
    private static final int HOT_PAGES = 500;

    @Override
    public String name() {
        return "swap";
    }

    @Override
    public String title() {
        return "a program with more memory than there is RAM";
    }

    @Override
    public void teach(Blackboard board) {
        Classroom room = new Classroom(Map.of("ram", "32M", "swap", "64M", "swap-backend", "zram"));
        Process process = room.first();
        watermarks(board, room);
        long area = process.mmap((long) PAGES * PAGE, "rw-");
        out(board, room, process, area);
        in(board, room, process, area);
        hot(board, process, room, area);
    }

    private static void watermarks(Blackboard board, Classroom room) {
        board.step("watermarks");
        board.say("A machine of 32 MiB has booted. The page allocator watches three marks in each zone, in pages:");
        board.gap();
        for (Zone zone : room.machine().memory().nodes().populatedZones()) {
            board.fact(
                    "zone " + zone.type().kernelName() + ": free", zone.free().exact());
            board.fact(
                    "zone " + zone.type().kernelName() + ": high, where kswapd stops",
                    zone.watermark(Watermark.HIGH.ordinal()));
            board.fact(
                    "zone " + zone.type().kernelName() + ": low, where kswapd starts",
                    zone.watermark(Watermark.LOW.ordinal()));
            board.fact(
                    "zone " + zone.type().kernelName() + ": min, where the program must reclaim itself",
                    zone.watermark(Watermark.MIN.ordinal()));
        }
        board.next("mm boot --ram 32M --show zoneinfo");
    }

    private static void out(Blackboard board, Classroom room, Process process, long area) {
        room.writePages(process, area, PAGES, 5);
        room.machine().passTime();
        board.step("out");
        board.say(
                "A program writes %d pages, %d MiB. When free memory falls, pages that were not used lately go to swap:",
                PAGES, (long) PAGES * PAGE >> 20);
        board.gap();
        board.fact("pages written to swap (pswpout)", room.count(VmEvent.PSWPOUT));
        board.fact("pages scanned by kswapd", room.count(VmEvent.PGSCAN_KSWAPD));
        board.fact("pages scanned by the program itself", room.count(VmEvent.PGSCAN_DIRECT));
        board.fact("pages on the inactive list", room.machine().lru().lruvec(0).frames(LruList.INACTIVE_ANON));
        board.fact("pages on the active list", room.machine().lru().lruvec(0).frames(LruList.ACTIVE_ANON));
        board.fact(
                "entries of swap in use",
                room.machine().swap().totalEntries() - room.machine().swap().freeEntries());
        board.show(room.view(process, "status", "VmSize", "VmRSS", "VmSwap"));
        board.next(
                "package org.mmlab.reclaim.kswapd; mm plugins: replacement policies; mm run --ram 1/2x --reclaim clock");
    }

    private static void in(Blackboard board, Classroom room, Process process, long area) {
        long major = process.pages().faults().major();
        long wrong = 0;
        for (int i = 0; i < PAGES; i++) {
            wrong += process.read(area + (long) i * PAGE) == 5 ? 0 : 1;
        }
        board.step("and in again");
        board.say("The program reads all its pages once more, from the first to the last:");
        board.gap();
        board.fact("major faults", process.pages().faults().major() - major);
        board.fact("pages read from swap (pswpin)", room.count(VmEvent.PSWPIN));
        board.fact("pages with a wrong value", wrong);
        board.fact("refaults: pages that had just been evicted", room.count(VmEvent.WORKINGSET_REFAULT_ANON));
        board.gap();
        board.say(
                "A loop over more than fits is the worst case for any policy that evicts what was used longest ago: the page"
                        + " wanted next is always the one that has just gone.");
        board.next("mm compare --policies lru,clock,arc,opt: how policies differ on such loops");
    }

    private static void hot(Blackboard board, Process process, Classroom room, long area) {
        for (int round = 0; round < 3; round++) {
            room.readPages(process, area, HOT_PAGES);
        }
        long before = process.pages().faults().major();
        for (int round = 0; round < 50; round++) {
            room.readPages(process, area, HOT_PAGES);
        }
        board.step("a working set that fits");
        board.say("Now it uses only %d of its pages, 50 times round:", HOT_PAGES);
        board.gap();
        board.fact(
                "major faults in " + 50 * HOT_PAGES + " loads",
                process.pages().faults().major() - before);
        board.show(room.view(process, "status", "VmRSS", "VmSwap"));
        board.say("How much a program has does not matter, only how much of it is in use: its working set.");
        board.next("mm exec --example swap; mm run --ram 1/4x --swap-backend zram");
    }
}
