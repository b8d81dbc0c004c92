package org.mmlab.lab.script;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.FileTable;
import org.mmlab.virtual.mm.MmLayout;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.syscall.MapFlags;
import org.mmlab.virtual.syscall.Prot;

/**
 * A process with nothing free but a window: the rest of its address space is filled with inaccessible mappings of an object of
 * their own, so that they merge with nothing and whatever is mapped without an address lands in the window.
 */
public final class AddressWindow {
    private AddressWindow() {}

    /** A new process whose window begins at {@code base}; its heap begins there too. */
    public static Process open(Machine machine, @VirtAddr long base, Script.Space space) {
        MmLayout layout = MmLayout.x8664().withStartBrk(base);
        Process process = machine.newProcess(layout);
        FileTable files = machine.virtual().files();
        long end = Addresses.rawVirt(layout.taskSize());
        OpenFile filler = files.openShared(end, 0);
        long start = Addresses.rawVirt(base);
        fill(process, filler, Addresses.rawVirt(machine.virtual().settings().minAddress()), start);
        fill(process, filler, start + space.bytes(), end);
        files.release(filler); // the mappings hold it
        return process;
    }

    private static void fill(Process process, OpenFile filler, long from, long to) {
        long result = process.calls().mmap(from, to - from, Prot.NONE, MapFlags.SHARED | MapFlags.FIXED, filler, from);
        if (Errno.isError(result)) {
            throw new IllegalStateException("the address space cannot be filled from " + Long.toHexString(from) + " to "
                    + Long.toHexString(to) + ": " + Errno.of(result));
        }
    }
}
