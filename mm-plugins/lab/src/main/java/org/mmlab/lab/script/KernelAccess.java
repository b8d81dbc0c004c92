package org.mmlab.lab.script;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.TranslationFault;
import org.mmlab.api.virtual.FaultResult;

/**
 * The kernel copies to or from a process, page by page, as read(2) from /dev/zero and write(2) to a pipe do; a fault that cannot
 * be handled ends the copy with a short count (Linux: {@code copy_to_user} and its fixup).
 */
final class KernelAccess {
    private static final int MAX_ATTEMPTS = 16;

    private final ScriptMachine machine;
    private final ScriptProcess process;

    KernelAccess(ScriptMachine machine, ScriptProcess process) {
        this.machine = machine;
        this.process = process;
    }

    /** Writes zeroes; returns how many, or a negative number where not even the first could be written. */
    long write(@VirtAddr long start, long count) {
        long done = 0;
        while (done < count) {
            @VirtAddr long at = start + done;
            long run = Math.min(count - done, Addresses.PAGE_SIZE - Addresses.offsetInPage(at));
            long physical = reach(at, Access.WRITE | Access.SUPERVISOR);
            if (TranslationFault.isFault(physical)) {
                break;
            }
            for (long i = 0; i < run; i++) {
                machine.write(Addresses.phys(physical + i), 0);
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

    private boolean readChunk(@VirtAddr long start, long count) {
        @VirtAddr long last = start + (count - 1);
        return !TranslationFault.isFault(reach(start, Access.READ | Access.SUPERVISOR))
                && (Addresses.vpnOf(start) == Addresses.vpnOf(last)
                        || !TranslationFault.isFault(reach(last, Access.READ | Access.SUPERVISOR)));
    }

    private long reach(@VirtAddr long address, int access) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            long physical = machine.translate(process.mm(), address, access);
            if (!TranslationFault.isFault(physical)) {
                return physical;
            }
            int result =
                    machine.engine().faults().handle(process.pages(), address, TranslationFault.errorBits(physical));
            if ((result & FaultResult.ERROR) != 0) {
                return physical;
            }
        }
        throw new IllegalStateException("the kernel still faults at " + Long.toHexString(Addresses.rawVirt(address))
                + " after " + MAX_ATTEMPTS + " handled faults");
    }
}
