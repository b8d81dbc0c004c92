package org.mmlab.virtual.syscall;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/** The end of an address space, at exit and at exec (Linux: {@code exit_mmap}). */
final class ExitSpace {
    private ExitSpace() {}

    /** Removes everything, sealed or not. The address space must not be used afterwards. */
    static void call(AddressSpace mm) {
        List<Vma> areas = new ArrayList<>(mm.areaCount());
        for (Vma vma = mm.find(Addresses.virt(0)); vma != null; vma = mm.next(vma)) {
            areas.add(vma);
        }
        for (Vma vma : areas) {
            mm.pages().unmap(vma, vma.start(), vma.end());
            AnonVmas.unlink(vma);
        }
        if (!areas.isEmpty()) {
            mm.pages()
                    .freeTables(
                            areas.get(0).start(),
                            areas.get(areas.size() - 1).end(),
                            Addresses.virt(0),
                            Addresses.virt(0));
        }
        for (Vma vma : areas) {
            mm.unlink(vma);
            mm.counters().account(vma.flags(), -vma.pages());
            if (vma.has(VmFlags.LOCKED)) {
                mm.counters().addLocked(-vma.pages());
            }
            if (vma.has(VmFlags.ACCOUNT)) {
                mm.system().commit().uncharge(vma.pages());
            }
            mm.release(vma);
        }
        mm.pages().destroy();
    }
}
