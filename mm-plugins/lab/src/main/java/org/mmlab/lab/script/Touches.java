package org.mmlab.lab.script;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.Access;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.kit.machine.Process;
import org.mmlab.virtual.paging.FaultCounters;

/** Loads and stores of one byte each, one after another, until one gets a signal. */
final class Touches {
    private final BusPort bus;
    private final ScriptProcess process;
    private final int access;
    private final int value;
    private final StringBuilder mask = new StringBuilder();
    private final StringBuilder bytes = new StringBuilder();
    private Outcome.@Nullable Signal signal;
    private int done;

    /** Stores of {@code value}, or loads where it is negative. */
    Touches(BusPort bus, ScriptProcess process, int value) {
        this.bus = bus;
        this.process = process;
        this.value = value;
        this.access = value < 0 ? Access.READ : Access.WRITE;
    }

    /** Touches one byte; false where it got a signal. */
    boolean touch(@VirtAddr long address) {
        FaultCounters faults = process.faults();
        long minor = faults.minor();
        long major = faults.major();
        long physical = process.process().touch(Addresses.rawVirt(address), access);
        if (physical == Process.SIGNALLED) {
            Process.Signal raised = process.process().signal();
            signal = new Outcome.Signal(raised.number(), raised.code(), raised.address());
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
            bytes.append(String.format("%02x", bus.read8(Addresses.phys(physical))));
        } else {
            bus.write8(Addresses.phys(physical), value);
        }
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
