package org.mmlab.lab.lesson.story;

import static org.mmlab.lab.lesson.Classroom.PAGE;
import static org.mmlab.lab.lesson.Classroom.hex;

import java.util.Map;
import org.mmlab.api.event.VmEvent;
import org.mmlab.lab.lesson.Blackboard;
import org.mmlab.lab.lesson.Classroom;
import org.mmlab.lab.lesson.Lesson;

/**
 * What goes wrong when programs use physical addresses, really done in simulated RAM; {@link VirtualCure} then does the same with
 * virtual memory.
 */
public final class Pitfalls implements Lesson {
    private static final int NODES_PER_PAGE = PAGE / 16;
    private static final long TAG_A = 0xa000_0000L;
    private static final long TAG_B = 0xb000_0000L;

    @Override
    public String name() {
        return "pitfalls";
    }

    @Override
    public String title() {
        return "two programs on the same RAM without translation, and then with it";
    }

    @Override
    public void teach(Blackboard board) {
        Classroom room = new Classroom(Map.of("ram", "64M", "swap", "16M", "swap-backend", "zram"));
        corruption(board, room);
        isolation(board, room);
        fragmentation(board, room);
        relocation(board, room);
        new VirtualCure().teach(board);
    }

    private static void corruption(Blackboard board, Classroom room) {
        BareRam ram = new BareRam(room.machine());
        LinkedList a = new LinkedList(ram.address(0), 2 * NODES_PER_PAGE, TAG_A);
        LinkedList b = new LinkedList(ram.address(0), NODES_PER_PAGE, TAG_B);
        a.build(ram::store);
        int before = a.intact(a.base(), ram::load);
        b.build(ram::store);
        board.step("corruption: both programs were linked to run at the same address");
        board.say(
                "Programs A and B keep a linked list each. Their linker put both at physical address %s, for it could not"
                        + " know of the other. A runs first and fills two pages; then B is started and fills one.",
                hex(a.base()));
        board.gap();
        board.fact("nodes that A stored", a.nodes());
        board.fact("nodes of A intact before B started", before);
        board.fact("nodes of A intact after B started", a.intact(a.base(), ram::load));
        board.fact("nodes of B intact", b.intact(b.base(), ram::load));
        board.fact("value that A finds in its first node", hex(ram.load(a.base() + 8)));
        board.gap();
        board.say("B's stores went to the very bytes that A uses. Nobody noticed: A goes on with B's data.");
        board.next("how a store reaches RAM: class org.mmlab.hardware.bus.BusPort; next, why nobody stops it");
    }

    private static void isolation(Blackboard board, Classroom room) {
        BareRam ram = new BareRam(room.machine());
        LinkedList b = new LinkedList(ram.address(0), NODES_PER_PAGE, TAG_B);
        LinkedList a = new LinkedList(ram.address(1), NODES_PER_PAGE, TAG_A);
        a.build(ram::store);
        b.build(ram::store);
        long faults = room.count(VmEvent.PGFAULT);
        long stolen = ram.load(a.base() + 8);
        LinkedList overrun = new LinkedList(b.base(), b.nodes() + 4, TAG_B);
        overrun.build(ram::store);
        board.step("no isolation: a bug in one program is a bug in all");
        board.say(
                "Now the loader keeps A and B apart: B at %s, A in the page behind it at %s. But B counts wrongly and"
                        + " stores %d nodes where it has room for %d.",
                hex(b.base()), hex(a.base()), overrun.nodes(), b.nodes());
        board.gap();
        board.fact("nodes of A intact", a.intact(a.base(), ram::load));
        board.fact("page faults while B ran", room.count(VmEvent.PGFAULT) - faults);
        board.fact("what B read of A before, just so", hex(stolen));
        board.gap();
        board.say("The bus carries every address to RAM. It does not know whose a byte is, so it cannot refuse.");
        board.next("mm exec --example segfault: the same mistakes where an MMU checks each access");
    }

    private static void fragmentation(Blackboard board, Classroom room) {
        BareRam ram = new BareRam(room.machine());
        int[] sizes = {3, 2, 4, 2, 3, 2};
        long[] places = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            places[i] = ram.place(sizes[i]);
        }
        board.step("fragmentation: enough memory is free, but not in one piece");
        board.say(
                "The loader gives each program the first hole that it fits into. Six programs fill %d pages:",
                BareRam.PAGES);
        board.show(ram.picture());
        for (int i = 0; i < sizes.length; i += 2) {
            ram.release(places[i], sizes[i]);
        }
        board.say("The first, third and fifth end:");
        board.show(ram.picture());
        int wanted = 6;
        board.gap();
        board.fact("pages free", ram.free());
        board.fact("pages in the largest hole", ram.largestHole());
        board.fact(
                "a program of " + wanted + " pages",
                ram.place(wanted) == BareRam.NO_ROOM ? "cannot be loaded" : "runs");
        board.gap();
        board.say("A program that uses physical addresses needs its memory in one piece.");
        board.next("mm boot --show buddyinfo: free memory by the size of the pieces; next, why it cannot be tidied up");
    }

    private static void relocation(Blackboard board, Classroom room) {
        BareRam ram = new BareRam(room.machine());
        LinkedList a = new LinkedList(ram.address(3), 2 * NODES_PER_PAGE, TAG_A);
        a.build(ram::store);
        for (long i = 0; i < a.bytes(); i += Long.BYTES) {
            ram.store(ram.address(0) + i, ram.load(a.base() + i));
        }
        int moved = a.intact(ram.address(0), ram::load);
        new LinkedList(ram.address(3), 2 * NODES_PER_PAGE, TAG_B).build(ram::store);
        board.step("failed relocation: a program cannot be moved out of the way");
        board.say(
                "To make one large hole, the loader copies A's two pages from %s to %s, byte by byte, tells A its new"
                        + " address, and gives the old place to B.",
                hex(a.base()), hex(ram.address(0)));
        board.gap();
        board.fact("nodes intact right after the copy", moved);
        board.fact("nodes intact after B uses the old place", a.intact(ram.address(0), ram::load));
        board.fact("address that A's first node holds", hex(ram.load(ram.address(0))));
        board.gap();
        board.say(
                "The addresses within A's data still name the old place. Only A knows which of its words are addresses.");
        board.next("next, the same four with virtual memory: class org.mmlab.kit.machine.Process");
    }
}
