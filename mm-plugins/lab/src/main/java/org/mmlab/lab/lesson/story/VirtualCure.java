package org.mmlab.lab.lesson.story;

import static org.mmlab.lab.lesson.Classroom.PAGE;
import static org.mmlab.lab.lesson.Classroom.hex;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.api.translation.Access;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.mmlab.lab.lesson.Blackboard;
import org.mmlab.lab.lesson.Classroom;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.zone.Zone;
import org.mmlab.virtual.syscall.Advice;

/** The second half of {@link Pitfalls}: the same programs as processes. */
final class VirtualCure {
    private static final long LINKED_AT = 0x40_0000;
    private static final long PRIVATE_FIXED_ANON = 0x32;
    private static final int NODES_PER_PAGE = PAGE / 16;
    private static final int PAGES = 2;
    private static final long TAG_A = 0xa000_0000L;
    private static final long TAG_B = 0xb000_0000L;

    private final Classroom room = new Classroom(Map.of("ram", "64M", "swap", "16M", "swap-backend", "zram"));
    private final Process a = room.first();
    private final Process b = room.machine().newProcess();
    private final LinkedList listA = new LinkedList(LINKED_AT, PAGES * NODES_PER_PAGE, TAG_A);
    private final LinkedList listB = new LinkedList(LINKED_AT, PAGES * NODES_PER_PAGE, TAG_B);

    void teach(Blackboard board) {
        sameAddress(board);
        isolation(board);
        relocation(board);
        fragmentation(board);
    }

    private static void build(LinkedList list, Process process) {
        list.build(process::writeLong);
    }

    private static int intact(LinkedList list, Process process) {
        return list.intact(list.base(), process::readLong);
    }

    private void sameAddress(Blackboard board) {
        a.mmap(LINKED_AT, PAGES * PAGE, "rw-", PRIVATE_FIXED_ANON, null, 0);
        b.mmap(LINKED_AT, PAGES * PAGE, "rw-", PRIVATE_FIXED_ANON, null, 0);
        build(listA, a);
        build(listB, b);
        board.step("with translation: the same address is another place in each process");
        board.say(
                "A and B are processes now, each with a page table of its own. Both are still linked at %s and both"
                        + " have stored their lists there, %d pages each.",
                hex(LINKED_AT), PAGES);
        board.gap();
        board.fact("nodes of A intact", intact(listA, a));
        board.fact("nodes of B intact", intact(listB, b));
        board.fact("page frames of A", room.pfns(a, LINKED_AT, PAGES));
        board.fact("page frames of B", room.pfns(b, LINKED_AT, PAGES));
        board.gap();
        board.say("The MMU turns the same virtual address into different physical ones. Neither program was changed.");
        board.next("mm lesson translation: how it does that");
    }

    private void isolation(Blackboard board) {
        long behind = LINKED_AT + PAGES * PAGE;
        board.step("with translation: an overrun is caught, and ends one program only");
        board.say("B stores behind its last page again, at %s, and then tries an address of the kernel.", hex(behind));
        board.gap();
        board.fact("store behind the end", room.attempt(b, behind, Access.WRITE));
        board.fact("load from the kernel's half", room.attempt(b, 0xffff_8000_0000_0000L, Access.READ));
        board.fact("nodes of A intact", intact(listA, a));
        board.gap();
        board.say(
                "A page that is in no page table of B cannot be named by B at all, whatever address it uses; and what is in"
                        + " its table carries rights that the MMU checks on every access.");
        board.next("mm exec --example segfault, and class org.mmlab.virtual.fault.UserFaults");
    }

    private void relocation(Blackboard board) {
        String before = room.pfns(a, LINKED_AT, PAGES);
        room.advise(a, LINKED_AT, PAGES * PAGE, Advice.PAGEOUT);
        int gone = (room.isPresent(a, LINKED_AT) ? 1 : 0) + (room.isPresent(a, LINKED_AT + PAGE) ? 1 : 0);
        long other = b.mmap(PAGES * PAGE, "rw-");
        room.writePages(b, other, PAGES, 1);
        int intact = intact(listA, a);
        board.step("with translation: a program moves, and does not notice");
        board.say(
                "The kernel moves A's pages out of RAM (to compressed swap), B takes the frames that became free, and A's"
                        + " pages come back somewhere else when A touches them.");
        board.gap();
        board.fact("page frames of A before", before);
        board.fact("pages of A in memory meanwhile", gone);
        board.fact("page frames that B took", room.pfns(b, other, PAGES));
        board.fact("page frames of A after", room.pfns(a, LINKED_AT, PAGES));
        board.fact("nodes of A intact", intact);
        board.gap();
        board.say("The addresses in A's data are virtual. The kernel changed page table entries, not A's data.");
        board.next("mm exec --example swap; moving without swap: class org.mmlab.api.link.PageMigrator");
    }

    private static void fragmentation(Blackboard board) {
        Classroom room = new Classroom(Map.of("ram", "64M", "swap", "0"));
        Process process = room.first();
        PhysicalMemory memory = room.machine().memory();
        List<Integer> taken = new ArrayList<>();
        for (@FrameIndex int frame = memory.allocate(Gfp.NOWAIT | Gfp.MEMALLOC, 0, 0);
                frame != Addresses.NO_FRAME;
                frame = memory.allocate(Gfp.NOWAIT | Gfp.MEMALLOC, 0, 0)) {
            taken.add(Addresses.rawFrame(frame));
        }
        for (int frame : taken) {
            if (Addresses.rawPfn(memory.pfnOf(Addresses.frame(frame))) % 2 == 0) {
                memory.free(Addresses.frame(frame), 0);
            }
        }
        memory.drainAll();
        int wanted = 6;
        int largest = largestFreeBlock(room.machine());
        long address = process.mmap((long) wanted * PAGE, "rw-");
        room.writePages(process, address, wanted, 1);
        board.step("with translation: pieces that are apart make one range");
        board.say(
                "On a new machine, every frame with an odd number is taken, all others are free: no two free ones lie side by side.");
        board.gap();
        board.fact("page frames free", memory.freeFrames());
        board.fact("page frames in the largest free block", largest);
        board.fact("pages that a process maps and writes, in one range", wanted);
        board.fact("page frames that it got", room.pfns(process, address, wanted));
        board.gap();
        board.say(
                "Virtual memory needs no row of frames; any free one does. Only what wants physical rows still suffers,"
                        + " such as huge pages.");
        board.next("mm lesson compound-pages: who wants rows of frames; mm boot --show buddyinfo: which there are");
    }

    /** Frames of the largest free block of any zone. */
    private static int largestFreeBlock(Machine machine) {
        int largest = 0;
        for (Zone zone : machine.memory().nodes().populatedZones()) {
            for (int order = 0; order <= FrameAllocator.MAX_ORDER; order++) {
                for (int type = 0; type < MigrateType.COUNT; type++) {
                    largest = zone.freeBlocks().blocks(order, type) > 0 ? Math.max(largest, 1 << order) : largest;
                }
            }
        }
        return largest;
    }
}
