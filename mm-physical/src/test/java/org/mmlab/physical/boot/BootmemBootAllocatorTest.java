package org.mmlab.physical.boot;

import org.mmlab.api.memory.BootAllocator;

class BootmemBootAllocatorTest extends BootAllocatorProperties {
    @Override
    BootAllocator newAllocator() {
        return new BootmemBootAllocator();
    }
}
