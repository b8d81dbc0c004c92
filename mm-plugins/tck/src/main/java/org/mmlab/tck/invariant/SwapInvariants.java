package org.mmlab.tck.invariant;

import java.util.Set;
import java.util.TreeSet;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.kit.machine.Machine;

/**
 * A swap slot has as many users as page tables have entries for it, and is in use only while it has users or a cached frame. Machines
 * with swapped shared memory are beyond this check: their page cache uses slots too.
 */
final class SwapInvariants {
    private SwapInvariants() {}

    static void check(Machine machine, Census census) {
        census.swapUsers()
                .forEach((entry, users) -> Broken.unless(
                        "users of a swap slot equal the entries found by walking",
                        "swap entry " + entry,
                        users,
                        machine.swap().users(entry)));
        FrameTable table = machine.memory().table();
        Set<Integer> used = new TreeSet<>(census.swapUsers().keySet());
        for (int i = 0; i < table.frames(); i++) {
            @FrameIndex int frame = Addresses.frame(i);
            if (table.has(frame, FrameFlag.SWAPCACHE)) {
                int pages = 1 << machine.memory().compound().order(frame);
                for (int page = 0; page < pages; page++) {
                    int entry = table.privateValue(frame) + page;
                    if (used.add(entry)) {
                        Broken.unless(
                                "a cached slot without entries has no users",
                                "swap entry " + entry,
                                0,
                                machine.swap().users(entry));
                    }
                }
            }
        }
        Broken.unless(
                "swap slots in use equal entries and cached frames",
                "the machine",
                used.size(),
                machine.swap().totalEntries() - machine.swap().freeEntries());
    }
}
