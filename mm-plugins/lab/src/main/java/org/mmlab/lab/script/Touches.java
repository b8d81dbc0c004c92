package org.mmlab.lab.script;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.TranslationFault;
import org.mmlab.api.virtual.FaultResult;
import org.mmlab.virtual.fault.FaultSignal;
import org.mmlab.virtual.paging.FaultCounters;

/** Loads and stores of one byte each, one after another, until one gets a signal. */
final class Touches {
    private static final int MAX_ATTEMPTS = 16;

    private final ScriptMachine machine;
    private final ScriptProcess process;
    private final int access;
    private final int value;
    private final StringBuilder mask = new StringBuilder();
    private final StringBuilder bytes = new StringBuilder();
    private Outcome.@Nullable Signal signal;
    private int done;

    /** Stores of {@code value}, or loads where it is negative. */
    Touches(ScriptMachine machine, ScriptProcess process, int value) {
        this.machine = machine;
        this.process = process;
        this.value = value;
        this.access = value < 0 ? Access.READ : Access.WRITE;
    }

    /** Touches one byte; false where it got a signal. */
    boolean touch(@VirtAddr long address) {
        FaultCounters faults = process.faults();
        long minor = faults.minor();
        long major = faults.major();
        long physical = reach(address);
        if (TranslationFault.isFault(physical)) {
            FaultSignal raised = machine.engine().faults().signal();
            signal = new Outcome.Signal(raised.number(), raised.code(), Addresses.rawVirt(raised.address()));
            mask.append('S');
            if (value < 0) {
                bytes.append("--");
            }
            return false;
        }
        perform(physical);
        mask.append(symbol(faults.minor() - minor, faults.major() - major));
        done++;
        return true;
    }

    private void perform(long physical) {
        if (value < 0) {
            bytes.append(String.format("%02x", machine.read(Addresses.phys(physical))));
        } else {
            machine.write(Addresses.phys(physical), value);
        }
    }

    /** The physical address, or a fault that could not be handled. */
    private long reach(@VirtAddr long address) {
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
        throw new IllegalStateException("process " + process.number() + " still faults at "
                + Long.toHexString(Addresses.rawVirt(address)) + " after " + MAX_ATTEMPTS + " handled faults");
    }

    private static char symbol(long minor, long major) {
        if (major > 0) {
            return 'M';
        }
        return minor == 0 ? '.' : minor == 1 ? 'm' : (char) ('0' + minor);
    }

    /** What became of them; {@code count} is what a list of touches returns, or the number that succeeded. */
    Outcome outcome(Counting counting) {
        Outcome outcome = new Outcome();
        long count = counting == Counting.WITH_SIGNAL && signal != null ? done + 1 : done;
        outcome.touched(count, mask.toString(), value < 0 ? bytes.toString() : null, signal);
        return outcome;
    }

    /** Whether the touch that got a signal counts. */
    enum Counting {
        /** It does: readlist, writelist. */
        WITH_SIGNAL,
        /** It does not: read, write. */
        DONE
    }
}
