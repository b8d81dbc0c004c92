package org.mmlab.physical.memblock;

import org.mmlab.api.address.qual.PhysAddr;

/** The bytes behind the addresses that memblock hands out. Called on the machine's thread. */
@FunctionalInterface
public interface BootRam {
    /** Memory without contents: clearing it is nothing. */
    BootRam NO_CONTENTS = (base, bytes) -> {};

    /** Sets {@code bytes} bytes from {@code base} to zero. */
    void clear(@PhysAddr long base, long bytes);
}
