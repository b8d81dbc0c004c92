package org.mmlab.lab.lesson.story;

import static org.mmlab.lab.lesson.Classroom.PAGE;

import java.util.Map;
import org.mmlab.api.event.VmEvent;
import org.mmlab.hardware.mmu.Mmu;
import org.mmlab.kit.machine.Process;
import org.mmlab.lab.lesson.Blackboard;
import org.mmlab.lab.lesson.Classroom;
import org.mmlab.lab.lesson.Lesson;
import org.mmlab.virtual.syscall.Advice;

/** What the TLB can hold, what happens beyond, and what a flush costs. */
public final class TlbReach implements Lesson {
    private static final int ROUNDS = 10;
    private static final int[] SIZES = {32, 512, 4096};

    @Override
    public String name() {
        return "tlb";
    }

    @Override
    public String title() {
        return "what the TLB reaches, what lies beyond, and flushes";
    }

    @Override
    public void teach(Blackboard board) {
        Classroom room = new Classroom(Map.of("ram", "128M"));
        Process process = room.first();
        reach(board, room, process);
        huge(board, room, process);
        flush(board, room, process);
    }

    private static void reach(Blackboard board, Classroom room, Process process) {
        long area = process.mmap((long) SIZES[SIZES.length - 1] * PAGE, "rw-");
        room.writePages(process, area, SIZES[SIZES.length - 1], 1);
        board.step("reach");
        board.say(
                "The simulated CPU has the data TLB of Intel's Skylake: 64 entries for pages of 4 KiB, and behind it 1,536"
                        + " shared ones. A program reads one byte of each of N pages, %d times round:",
                ROUNDS);
        board.gap();
        for (int pages : SIZES) {
            room.readPages(process, area, pages);
            measure(board, room, process, area, pages, pages + " pages of 4 KiB");
        }
        board.gap();
        board.say(
                "A loop over more pages than there are entries misses nearly always: the entry wanted is the oldest one.");
        board.next(
                "class org.mmlab.hardware.tlb.TlbGeometry: sets and ways; mm run prints hits and misses of real programs");
    }

    private static void measure(Blackboard board, Classroom room, Process process, long area, int pages, String what) {
        Mmu mmu = process.mmu();
        long misses = mmu.tlb().counters().misses();
        long reads = mmu.walkReads();
        for (int i = 0; i < ROUNDS; i++) {
            room.readPages(process, area, pages);
        }
        long missed = mmu.tlb().counters().misses() - misses;
        board.fact(what + ": misses in " + ROUNDS * pages + " loads", missed);
        board.fact(what + ": entries read by walks", mmu.walkReads() - reads);
    }

    private static void huge(Blackboard board, Classroom room, Process process) {
        long bytes = (long) SIZES[SIZES.length - 1] * PAGE;
        long area = process.mmap(bytes, "rw-");
        room.advise(process, area, bytes, Advice.HUGEPAGE);
        room.writePages(process, area, SIZES[SIZES.length - 1], 1);
        board.step("the same loop on huge pages");
        board.say(
                "The same %d MiB, but the program asked for huge pages (madvise) before it touched them:", bytes >> 20);
        board.gap();
        board.fact("huge pages allocated at faults", room.count(VmEvent.THP_FAULT_ALLOC));
        measure(board, room, process, area, SIZES[SIZES.length - 1], SIZES[SIZES.length - 1] + " pages, in huge ones");
        board.next("mm run --thp always: what huge pages do for a recorded program");
    }

    private static void flush(Blackboard board, Classroom room, Process process) {
        long area = process.mmap(64L * PAGE, "rw-");
        room.writePages(process, area, 64, 1);
        long one = room.count(VmEvent.NR_TLB_LOCAL_FLUSH_ONE);
        long all = room.count(VmEvent.NR_TLB_LOCAL_FLUSH_ALL);
        process.mprotect(area, 4L * PAGE, "r--");
        long oneAfterFew = room.count(VmEvent.NR_TLB_LOCAL_FLUSH_ONE) - one;
        long allAfterFew = room.count(VmEvent.NR_TLB_LOCAL_FLUSH_ALL) - all;
        process.munmap(area, 64L * PAGE);
        board.step("flushes");
        board.say(
                "A right taken away must be gone from the TLB before the system call returns. Few pages are flushed one by"
                        + " one, many by dropping all of the process's entries (Linux: more than 33 pages):");
        board.gap();
        board.fact("mprotect of 4 pages: pages flushed one by one", oneAfterFew);
        board.fact("mprotect of 4 pages: whole flushes", allAfterFew);
        board.fact(
                "munmap of 64 pages: pages flushed one by one",
                room.count(VmEvent.NR_TLB_LOCAL_FLUSH_ONE) - one - oneAfterFew);
        board.fact("munmap of 64 pages: whole flushes", room.count(VmEvent.NR_TLB_LOCAL_FLUSH_ALL) - all - allAfterFew);
        board.next("class org.mmlab.virtual.tlb.TlbGather: no frame is freed before its flush");
    }
}
