package org.mmlab.physical.page;

import java.util.function.Consumer;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.frame.IndexLists;

/** Machines of one node whose memory starts at page 0 and is all free, with checks on. */
public final class SmallMachine {
    private static final int MIB_SHIFT = 8; // frames

    private SmallMachine() {}

    /** A machine of that many MiB, as {@code setUp} wants it. */
    public static PhysicalMemory of(int mib, Consumer<PhysicalMemoryBuilder> setUp) {
        long frames = (long) mib << MIB_SHIFT;
        PhysicalMemoryBuilder builder =
                new PhysicalMemoryBuilder().range(0, frames, 0).checks(IndexLists.Checks.ON);
        setUp.accept(builder);
        PhysicalMemory memory = builder.build();
        memory.freeAtBoot(Addresses.pfn(0), frames);
        builder.finish(memory);
        return memory;
    }

    /** A machine of that many MiB with the newest kernel's rules. */
    public static PhysicalMemory of(int mib) {
        return of(mib, builder -> {});
    }
}
