package org.mmlab.lab.bootmemory;

import java.util.List;
import org.mmlab.lab.bootmemory.BootTrace.Ram;
import org.mmlab.lab.bootmemory.BootTrace.Range;

/** A boot that asks for nothing: memory is declared and handed over. */
public final class EmptyBoot {
    private static final long MIB = 1L << 20;

    private EmptyBoot() {}

    /** Of a PC with one node, RAM from 1 MiB on, and a kernel of 32 MiB at 16 MiB. */
    public static BootTrace of(String name, long bytes) {
        return new BootTrace(
                name, List.of(new Ram(MIB, bytes - MIB, 0)), List.of(new Range(16 * MIB, 32 * MIB)), List.of());
    }
}
