package org.mmlab.bench.access;

import org.mmlab.api.translation.Access;
import org.mmlab.bench.Machines;
import org.mmlab.hardware.mmu.Mmu;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;

/** A small machine with one process that has one page in memory, written once. */
final class ResidentPage {
    private static final long PAGE_BYTES = 4096;

    final Machine machine;
    final Process process;
    final long address;

    ResidentPage(String pageTable) {
        // The flat memory model suits 32-bit formats too: nothing but the format differs.
        machine = Machines.boot("ram", "64M", "model", "flat", "page-table", pageTable);
        process = machine.newProcess();
        address = process.mmap(PAGE_BYTES, "rw-");
        process.touch(address, Access.WRITE);
    }

    Mmu mmu() {
        return process.mmu();
    }
}
