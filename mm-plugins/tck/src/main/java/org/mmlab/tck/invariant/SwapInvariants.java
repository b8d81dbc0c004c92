package org.mmlab.tck.invariant;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.kit.machine.Machine;

/**
 * A swap slot has as many users as page tables and files have entries for it, and is in use only while it has users or a cached
 * frame.
 */
final class SwapInvariants {
    private SwapInvariants() {}

    /** @param files how many pages of files are in each swap entry */
    static void check(Machine machine, Census census, Map<Integer, Integer> files) {
        Map<Integer, Integer> all = new TreeMap<>(census.swapUsers());
        files.forEach((entry, users) -> all.merge(entry, users, Integer::sum));
        all.forEach((entry, users) -> Broken.unless(
                "users of a swap slot equal the entries found by walking",
                "swap entry " + entry,
                users,
                machine.swap().users(entry)));
        FrameTable table = machine.memory().table();
        Set<Integer> used = new TreeSet<>(all.keySet());
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
