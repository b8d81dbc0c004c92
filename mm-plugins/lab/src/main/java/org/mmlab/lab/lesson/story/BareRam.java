package org.mmlab.lab.lesson.story;

import java.util.BitSet;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.memory.Gfp;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.hardware.bus.Initiator;
import org.mmlab.kit.machine.Machine;

/** Sixteen pages of simulated RAM, used as computers without an MMU use theirs: programs load and store physical addresses. */
final class BareRam {
    static final int PAGES = 16;
    static final long NO_ROOM = -1;

    private static final int ORDER = 4;

    private final BusPort bus;
    private final long base;
    private final BitSet used = new BitSet(PAGES);

    /** Takes the pages from a machine's page allocator. */
    BareRam(Machine machine) {
        @FrameIndex int block = machine.memory().allocate(Gfp.KERNEL | Gfp.ZERO, ORDER, 0);
        bus = machine.bus().port(Initiator.CPU);
        base = Machine.addressOf(machine.memory().pfnOf(block));
    }

    /** The physical address of a page. */
    long address(int page) {
        return base + (long) page * Addresses.PAGE_SIZE;
    }

    /** Stores; there is nobody who could object. */
    void store(long physical, long value) {
        bus.write64(Addresses.phys(physical), value);
    }

    /** Loads. */
    long load(long physical) {
        return bus.read64(Addresses.phys(physical));
    }

    /** Finds the first hole of some pages for a program, takes it, and says where; or {@link #NO_ROOM}. */
    long place(int pages) {
        for (int first = 0; first + pages <= PAGES; first++) {
            if (used.get(first, first + pages).isEmpty()) {
                used.set(first, first + pages);
                return address(first);
            }
        }
        return NO_ROOM;
    }

    /** A program has ended. */
    void release(long at, int pages) {
        int first = (int) ((at - base) / Addresses.PAGE_SIZE);
        used.clear(first, first + pages);
    }

    /** Pages that nobody uses. */
    int free() {
        return PAGES - used.cardinality();
    }

    /** The longest row of pages that nobody uses. */
    int largestHole() {
        int largest = 0;
        int run = 0;
        for (int page = 0; page < PAGES; page++) {
            run = used.get(page) ? 0 : run + 1;
            largest = Math.max(largest, run);
        }
        return largest;
    }

    /** The pages as a picture: {@code #} used, {@code .} free. */
    String picture() {
        StringBuilder text = new StringBuilder();
        for (int page = 0; page < PAGES; page++) {
            text.append(used.get(page) ? '#' : '.');
        }
        return text.toString();
    }
}
