package org.mmlab.kit.machine;

import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.memory.MemoryModel.Layout;
import org.mmlab.api.memory.MemoryModel.Range;
import org.mmlab.kit.spec.MachineSpec;

/** The memory that a machine would boot with, without booting it. */
public final class BootLayout {
    private static final int PAE_SECTION_SHIFT = 17;
    private static final int I386_SECTION_SHIFT = 14;

    private BootLayout() {}

    /**
     * What a memory model is told of a machine's RAM.
     *
     * @param placer gives places for metadata
     * @throws BootException where a memory map cannot be read or booted with
     */
    public static Layout of(MachineSpec spec, MemoryModel.Placer placer) {
        List<Range> ranges = BootOptions.of(spec).firmware().ram().stream()
                .map(range -> new Range(Addresses.pfn(range.startPfn()), Addresses.pfn(range.endPfn()), range.node()))
                .toList();
        return new Layout(ranges, sectionShift(spec), placer);
    }

    /** Whether a machine's architecture is one of 32 bits. */
    static boolean is32Bit(MachineSpec spec) {
        String format = spec.hardware().pageTable().name();
        return format.startsWith("i386") || format.equals("mips-soft");
    }

    /** log2 of the frames in a section of a machine's architecture (Linux: {@code SECTION_SIZE_BITS}). */
    public static int sectionShift(MachineSpec spec) {
        return switch (spec.hardware().pageTable().name()) {
            case "i386-pae" -> PAE_SECTION_SHIFT;
            case "i386", "mips-soft" -> I386_SECTION_SHIFT;
            default -> Layout.SECTION_SHIFT_X86_64;
        };
    }
}
