package org.mmlab.lab.script;

import org.mmlab.kit.machine.Process;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.paging.FaultCounters;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.syscall.MemoryCalls;

/** A process of a script. */
public final class ScriptProcess {
    private final int number;
    private final Process process;

    ScriptProcess(int number, Process process) {
        this.number = number;
        this.process = process;
    }

    /** Its number in the script. */
    public int number() {
        return number;
    }

    /** Its memory. */
    public AddressSpace mm() {
        return calls().space();
    }

    /** The machine's process. */
    public Process process() {
        return process;
    }

    /** Its pages. */
    public MmPages pages() {
        return process.pages();
    }

    /** Its system calls. */
    MemoryCalls calls() {
        return process.calls();
    }

    /** Its faults. */
    FaultCounters faults() {
        return pages().faults();
    }
}
