package org.mmlab.lab.script;

import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.paging.FaultCounters;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.syscall.MemoryCalls;

/** A process of a script. */
public final class ScriptProcess {
    private final int number;
    private final MemoryCalls calls;

    ScriptProcess(int number, AddressSpace mm) {
        this.number = number;
        this.calls = new MemoryCalls(mm);
    }

    /** Its number in the script. */
    public int number() {
        return number;
    }

    /** Its memory. */
    public AddressSpace mm() {
        return calls.space();
    }

    /** Its pages. */
    public MmPages pages() {
        return (MmPages) mm().pages();
    }

    /** Its system calls. */
    MemoryCalls calls() {
        return calls;
    }

    /** Its faults. */
    FaultCounters faults() {
        return pages().faults();
    }
}
