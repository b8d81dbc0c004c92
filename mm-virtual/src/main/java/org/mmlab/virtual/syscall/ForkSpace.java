package org.mmlab.virtual.syscall;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/** The memory of a new process (Linux: {@code dup_mmap} in {@code mm/mmap.c}, {@code kernel/fork.c}). */
final class ForkSpace {
    private ForkSpace() {}

    /** A copy of the parent's address space for process {@code id}; null where memory is short, and then nothing is left of it. */
    static @Nullable AddressSpace call(AddressSpace parent, int id) {
        AddressSpace child = parent.system().newSpace(id, parent.layout());
        child.inheritFrom(parent);
        for (Vma vma = parent.find(Addresses.virt(0)); vma != null; vma = parent.next(vma)) {
            if (!vma.has(VmFlags.DONTCOPY) && !inherit(child, vma)) {
                ExitSpace.call(child);
                return null;
            }
        }
        return child;
    }

    private static boolean inherit(AddressSpace child, Vma parent) {
        if (parent.has(VmFlags.ACCOUNT) && !child.system().commit().charge(parent.mm(), parent.pages())) {
            return false;
        }
        boolean wiped = parent.has(VmFlags.WIPEONFORK);
        Vma vma = child.newArea(
                parent.start(),
                parent.end(),
                parent.flags() & ~VmFlags.LOCKED_MASK,
                parent.pageOffset(),
                parent.file());
        vma.setPolicy(parent.policy());
        if (!wiped) {
            AnonVmas.fork(vma, parent);
        }
        child.link(vma);
        child.counters().account(vma.flags(), vma.pages());
        return wiped || child.pages().copyFrom(parent, vma) == 0;
    }
}
