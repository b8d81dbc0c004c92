package org.mmlab.tck.invariant;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/** Areas are in order and disjoint, the index finds each by every address, and the counters of an address space equal recounts. */
final class AreaInvariants {
    private AreaInvariants() {}

    static void check(Machine machine) {
        for (Process process : machine.processes()) {
            check(process.pid(), process.calls().space());
        }
    }

    private static void check(int pid, AddressSpace mm) {
        Vma before = null;
        int count = 0;
        long total = 0;
        long locked = 0;
        for (Vma vma = mm.find(Addresses.virt(0)); vma != null; vma = mm.next(vma)) {
            order(pid, before, vma);
            found(pid, mm, vma, vma.start());
            found(pid, mm, vma, Addresses.virt(Addresses.rawVirt(vma.end()) - 1));
            gap(pid, mm, before, vma);
            total += vma.pages();
            locked += vma.has(VmFlags.LOCKED) ? vma.pages() : 0;
            count++;
            before = vma;
        }
        String place = "process " + pid;
        Broken.unless("the number of areas equals a recount", place, count, mm.areaCount());
        Broken.unless(
                "total_vm equals the pages of all areas",
                place,
                total,
                mm.counters().total());
        Broken.unless(
                "locked_vm equals the pages of locked areas, and those that MREMAP_DONTUNMAP left behind",
                place,
                locked + mm.counters().staleLocked(),
                mm.counters().locked());
    }

    private static void order(int pid, @Nullable Vma before, Vma vma) {
        boolean ascends = Addresses.below(vma.start(), vma.end());
        boolean apart = before == null || !Addresses.below(vma.start(), before.end());
        if (!ascends || !apart) {
            throw Broken.error("areas are in order and disjoint", "process " + pid + ": " + before + ", " + vma);
        }
    }

    private static void found(int pid, AddressSpace mm, Vma vma, @VirtAddr long address) {
        if (mm.lookup(address) != vma) {
            throw Broken.error(
                    "the index finds an area by each of its addresses",
                    "process " + pid + ": at 0x" + Long.toHexString(Addresses.rawVirt(address)) + " it finds "
                            + mm.lookup(address) + ", there is " + vma);
        }
    }

    private static void gap(int pid, AddressSpace mm, @Nullable Vma before, Vma vma) {
        if (before != null && before.end() != vma.start() && mm.find(before.end()) != vma) {
            throw Broken.error(
                    "the index finds the next area from a gap",
                    "process " + pid + ": behind " + before + " it finds " + mm.find(before.end()) + ", there is "
                            + vma);
        }
    }
}
