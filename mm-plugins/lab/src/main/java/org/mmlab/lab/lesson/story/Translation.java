package org.mmlab.lab.lesson.story;

import static org.mmlab.lab.lesson.Classroom.PAGE;
import static org.mmlab.lab.lesson.Classroom.hex;

import java.util.Map;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.LevelGeometry;
import org.mmlab.api.translation.PageTableGeometry;
import org.mmlab.api.translation.WalkTrace;
import org.mmlab.hardware.mmu.Mmu;
import org.mmlab.kit.machine.Process;
import org.mmlab.lab.lesson.Blackboard;
import org.mmlab.lab.lesson.Classroom;
import org.mmlab.lab.lesson.Lesson;
import org.mmlab.virtual.syscall.Advice;

/** From a virtual address to a byte of RAM, step by step. */
public final class Translation implements Lesson {
    private static final long HUGE = 2L << 20;

    @Override
    public String name() {
        return "translation";
    }

    @Override
    public String title() {
        return "from a virtual address to a byte of RAM, step by step";
    }

    @Override
    public void teach(Blackboard board) {
        Classroom room = new Classroom(Map.of("ram", "64M"));
        Process process = room.first();
        long address = process.mmap(64L << 10, "rw-") + 5 * PAGE + 0x123;
        split(board, room, address);
        fault(board, room, process, address);
        hit(board, process, address);
        rights(board, room, process, address);
        huge(board, room, process);
    }

    private static void split(Blackboard board, Classroom room, long address) {
        PageTableGeometry geometry = room.machine().paging().paging().format().geometry();
        board.step("an address is a path");
        board.say(
                "%s is a number of 48 bits that count. The MMU cuts it into an index for each level of the page table, 9 bits"
                        + " each for 512 entries of 8 bytes, and the offset in the page.",
                hex(address));
        board.gap();
        for (int level = geometry.depth(); level >= 1; level--) {
            LevelGeometry part = geometry.level(level);
            board.fact(
                    String.format("%s: bits %d to %d", part.name(), part.shift() + part.indexBits() - 1, part.shift()),
                    part.index(address));
        }
        board.fact("offset: bits 11 to 0", hex(address & (PAGE - 1)));
        board.next(
                "mm walk " + hex(address) + "; other shapes: --page-table x86-64-5level, i386-pae, mips-soft, hashed");
    }

    private static void fault(Blackboard board, Classroom room, Process process, long address) {
        board.step("the walk, the fault, and the walk again");
        board.say("A program stores there. An entry of zero is a fault: the kernel fills it in.");
        board.show(room.walk(process, address, Access.WRITE));
        board.fact("frame of the page", hex(room.pfn(process, address)));
        board.next("class org.mmlab.virtual.pagetable.x86.LongModeWalker: table + 8 * index");
    }

    private static void hit(Blackboard board, Process process, long address) {
        Mmu mmu = process.mmu();
        WalkTrace trace = new WalkTrace();
        mmu.flushPage(Addresses.virt(address));
        mmu.traceTo(trace);
        long reads = mmu.walkReads();
        long misses = mmu.tlb().counters().misses();
        long hits = mmu.tlb().counters().hits();
        for (int i = 0; i < 1000; i++) {
            process.read(address);
        }
        mmu.traceTo(null);
        board.step("the TLB remembers");
        board.say(
                "A walk costs a memory access a level, so the CPU keeps translations in its TLB. 1,000 loads of the same byte:");
        board.gap();
        board.fact("TLB misses", mmu.tlb().counters().misses() - misses);
        board.fact("TLB hits", mmu.tlb().counters().hits() - hits);
        board.fact("entries read from RAM by walks", mmu.walkReads() - reads);
        board.fact("steps of the one walk", trace.steps());
        board.gap();
        board.say("Because the TLB holds copies, the kernel must tell it of every change: that is a TLB flush.");
        board.next("mm lesson tlb; class org.mmlab.hardware.tlb.Tlb");
    }

    private static void rights(Blackboard board, Classroom room, Process process, long address) {
        long page = address & -PAGE;
        process.mprotect(page, PAGE, "r--");
        board.step("entries carry rights");
        board.say(
                "mprotect takes the right to write away: it clears a bit (RW) in the entry and flushes the TLB. Then:");
        board.show(room.walk(process, address, Access.WRITE));
        process.mprotect(page, PAGE, "rw-");
        board.fact("the same store after mprotect gave the right back", room.attempt(process, address, Access.WRITE));
        board.next("mm exec --example segfault");
    }

    private static void huge(Blackboard board, Classroom room, Process process) {
        long area = process.mmap(2 * HUGE, "rw-");
        long start = (area + HUGE - 1) & -HUGE;
        room.advise(process, area, 2 * HUGE, Advice.HUGEPAGE);
        process.write(start, 1);
        process.mmu().flushPage(Addresses.virt(start));
        long reads = process.mmu().walkReads();
        String walk = room.walk(process, start + 0x12345, Access.READ);
        board.step("a shorter path: huge pages");
        board.say(
                "An entry one level up may map 2 MiB at once (bit PSE). The walk is a level shorter, and one TLB entry covers 512 pages:");
        board.show(walk);
        board.fact("entries read from RAM by this walk", process.mmu().walkReads() - reads);
        board.fact("tables below that entry", "none");
        board.next("mm exec --example huge-page; mm lesson compound-pages");
    }
}
