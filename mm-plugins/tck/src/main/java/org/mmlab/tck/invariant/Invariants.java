package org.mmlab.tck.invariant;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.kit.machine.Machine;

/**
 * The invariants of a machine. A violation is an {@link AssertionError} that names the invariant, the place and both numbers. Each
 * check costs O(frames + page-table entries); it drains the per-CPU LRU batches, whose references nobody could count otherwise, and
 * changes nothing else. Compound pages take part in everything but the counts of references.
 */
public final class Invariants {
    private Invariants() {}

    /** Checks a machine between two actions. */
    public static void check(Machine machine) {
        machine.lru().drainAll();
        Census census = Census.of(machine);
        AreaInvariants.check(machine);
        GapInvariants.check(machine);
        FreeInvariants.check(machine);
        MappingInvariants.check(machine, census);
        FrameInvariants.check(machine, census);
        LruInvariants.check(machine);
        SwapInvariants.check(machine, census, CacheInvariants.check(machine));
        TlbInvariants.check(machine);
    }

    /** Checks a machine whose processes have all ended and whose files are deleted: nothing may be left in use but the zero pages. */
    public static void checkNothingLeaked(Machine machine) {
        check(machine);
        Broken.unless(
                "no process is left", "the machine", 0, machine.processes().size());
        FrameTable table = machine.memory().table();
        int zero = Addresses.rawFrame(machine.paging().paging().zeroFrame());
        int hugeZero = Addresses.rawFrame(machine.paging().hugeZero().frame());
        long used = 0;
        long first = -1;
        for (int i = 0; i < table.frames(); i++) {
            boolean inUse =
                    table.refcount(Addresses.frame(i)) != 0 && !table.has(Addresses.frame(i), FrameFlag.RESERVED);
            if (inUse && i != zero && i != hugeZero) {
                first = used++ == 0 ? i : first;
            }
        }
        Broken.unless("nothing leaked after the last exit", "frames in use, the first is " + first, 0, used);
        long slots = machine.swap().totalEntries() - machine.swap().freeEntries();
        Broken.unless("nothing leaked after the last exit", "swap slots in use", 0, slots);
    }
}
