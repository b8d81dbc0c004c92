package org.mmlab.tck.invariant;

import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.WalkResult;
import org.mmlab.hardware.cpu.Cpu;
import org.mmlab.kit.machine.Machine;
import org.mmlab.virtual.paging.MmPages;

/** A TLB may know less than the page tables, never other things: no stale frame, no right that was taken away. */
final class TlbInvariants {
    private static final String SUBSET = "TLB entries are a subset of the page tables";

    private TlbInvariants() {}

    static void check(Machine machine) {
        for (Cpu cpu : machine.cpus()) {
            cpu.tlb().forEach((va, asid, shift, page, rights) -> entry(machine, cpu, va, asid, page, rights));
        }
    }

    private static void entry(Machine machine, Cpu cpu, @VirtAddr long va, int asid, @PhysAddr long page, int rights) {
        if (holds(machine.addressSpaceOf(asid), va, page, rights)) {
            return;
        }
        String place =
                cpu + " caches address 0x" + Long.toHexString(Addresses.rawVirt(va)) + " of address space identifier "
                        + asid + " as physical 0x" + Long.toHexString(Addresses.rawPhys(page)) + " rights 0x"
                        + Integer.toHexString(rights) + ", its page table does not";
        throw Broken.error(SUBSET, place);
    }

    private static boolean holds(@Nullable MmPages mm, @VirtAddr long va, @PhysAddr long page, int rights) {
        if (mm == null) {
            return false;
        }
        PageTable table = mm.table();
        PteCodec codec = table.format().codec();
        @PhysAddr long slot = table.lookup(va);
        long entry = slot == NO_PHYS ? PteCodec.NONE : table.read(slot);
        int level = table.lookupLevel();
        if (slot == NO_PHYS || !codec.isPresent(entry) || level > 1 && !codec.isLeaf(entry)) {
            return false;
        }
        if (level == 1 && codec.pfn(entry) != Addresses.pfnOf(page)) {
            return false;
        }
        boolean writes = (rights & Access.WRITE) == 0 || codec.isWrite(entry);
        boolean dirty = (rights & WalkResult.DIRTY) == 0 || codec.isDirty(entry);
        return writes && dirty;
    }
}
