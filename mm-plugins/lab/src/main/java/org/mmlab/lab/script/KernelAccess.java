package org.mmlab.lab.script;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.Access;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.kit.machine.Process;

/**
 * The kernel copies to or from a process, page by page, as read(2) from /dev/zero and write(2) to a pipe do; a fault that cannot
 * be handled ends the copy with a short count (Linux: {@code copy_to_user} and its fixup).
 */
final class KernelAccess {
    private final BusPort bus;
    private final ScriptProcess process;

    KernelAccess(BusPort bus, ScriptProcess process) {
        this.bus = bus;
        this.process = process;
    }

    /** Writes zeroes; returns how many, or a negative number where not even the first could be written. */
    long write(@VirtAddr long start, long count) {
        long done = 0;
        while (done < count) {
            @VirtAddr long at = start + done;
            long run = Math.min(count - done, Addresses.PAGE_SIZE - Addresses.offsetInPage(at));
            long physical = reach(at, Access.WRITE | Access.SUPERVISOR);
            if (physical == Process.SIGNALLED) {
                break;
            }
            for (long i = 0; i < run; i++) {
                bus.write8(Addresses.phys(physical + i), 0);
            }
            done += run;
        }
        return done == 0 && count > 0 ? -1 : done;
    }

    /** Reads; whole pages only reach the pipe. Returns as {@link #write}. */
    long read(@VirtAddr long start, long count) {
        long done = 0;
        while (done < count) {
            long chunk = Math.min(count - done, Addresses.PAGE_SIZE);
            if (!readChunk(start + done, chunk)) {
                break;
            }
            done += chunk;
        }
        return done == 0 && count > 0 ? -1 : done;
    }

    /** A chunk of which only a part can be read is tried once more where it stopped (Linux: {@code copy_page_from_iter}). */
    private boolean readChunk(@VirtAddr long start, long count) {
        @VirtAddr long last = start + (count - 1);
        return canRead(start) && (Addresses.vpnOf(start) == Addresses.vpnOf(last) || canRead(last) || canRead(last));
    }

    private boolean canRead(@VirtAddr long address) {
        return reach(address, Access.READ | Access.SUPERVISOR) != Process.SIGNALLED;
    }

    private long reach(@VirtAddr long address, int access) {
        return process.process().touch(Addresses.rawVirt(address), access);
    }
}
