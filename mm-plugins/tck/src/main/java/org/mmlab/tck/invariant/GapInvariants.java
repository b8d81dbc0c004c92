package org.mmlab.tck.invariant;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.virtual.VmaIndex;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Vma;

/**
 * The gaps that the index of areas finds are those between the areas. The search is bounded by the first and the last area: beyond
 * them is nearly all of an address space, and no gap between areas would ever be looked for.
 */
final class GapInvariants {
    private static final int[] PAGES = {1, 8, 64, 512};

    private GapInvariants() {}

    static void check(Machine machine) {
        for (Process process : machine.processes()) {
            AddressSpace mm = process.calls().space();
            Vma first = mm.find(Addresses.virt(0));
            if (first != null) {
                for (int pages : PAGES) {
                    check(process.pid(), mm, first, pages * (long) Addresses.PAGE_SIZE);
                }
            }
        }
    }

    private static void check(int pid, AddressSpace mm, Vma first, long bytes) {
        @VirtAddr long lowest = VmaIndex.NO_GAP;
        @VirtAddr long highest = VmaIndex.NO_GAP;
        Vma last = first;
        for (Vma next = mm.next(first); next != null; next = mm.next(next)) {
            if (next.start() - last.end() >= bytes) {
                lowest = lowest == VmaIndex.NO_GAP ? last.end() : lowest;
                highest = next.start();
            }
            last = next;
        }
        String place = "process " + pid + ", " + bytes + " bytes";
        Broken.unless(
                "the index finds the lowest gap",
                place,
                Addresses.rawVirt(lowest),
                Addresses.rawVirt(mm.index().lowestGap(first.start(), last.end(), bytes)));
        Broken.unless(
                "the index finds the highest gap",
                place,
                Addresses.rawVirt(highest),
                Addresses.rawVirt(mm.index().highestGap(first.start(), last.end(), bytes)));
    }
}
