package org.mmlab.lab.map;

import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.kit.machine.Machine;

/** The sections of the architecture, the grains in which the sparse models hold frame metadata. */
final class Sections {
    private static final int PAE_SHIFT = 17;
    private static final int I386_SHIFT = 14;

    private Sections() {}

    /** log2 of the frames in a section. */
    static int shift(Machine machine) {
        if (!machine.memory().context().layout().has(ZoneType.HIGHMEM)) {
            return MemoryModel.Layout.SECTION_SHIFT_X86_64;
        }
        return machine.spec().hardware().pageTable().name().equals("i386-pae") ? PAE_SHIFT : I386_SHIFT;
    }
}
