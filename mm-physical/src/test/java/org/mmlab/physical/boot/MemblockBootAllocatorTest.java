package org.mmlab.physical.boot;

import org.mmlab.api.memory.BootAllocator;
import org.mmlab.physical.memblock.Memblock;
import org.mmlab.physical.memblock.MemblockConfig;

class MemblockBootAllocatorTest extends BootAllocatorProperties {
    /** Few slots and large regions, so that the array of reserved regions grows into the memory that is handed over. */
    private static final MemblockConfig CRAMPED = new MemblockConfig(4, 16, 8, 4, 512, 64);

    @Override
    BootAllocator newAllocator() {
        return new MemblockBootAllocator(new Memblock(CRAMPED));
    }
}
