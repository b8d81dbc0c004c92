package org.mmlab.lab.script;

import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.VmSystem;
import org.mmlab.virtual.ops.PagingEngine;

/** A machine with one CPU on which a script runs. */
public interface ScriptMachine {
    /** What its address spaces have in common. */
    VmSystem system();

    /** Its paging. */
    PagingEngine engine();

    /** Its clock. */
    VirtualClock clock();

    /**
     * The CPU's MMU translates one access of a process.
     *
     * @param access a mask of {@link org.mmlab.api.translation.Access}
     * @return the raw physical address, or a negative {@link org.mmlab.api.translation.TranslationFault}
     */
    long translate(AddressSpace mm, @VirtAddr long address, int access);

    /** The byte at a physical address. */
    int read(@PhysAddr long address);

    /** Stores a byte. */
    void write(@PhysAddr long address, int value);
}
