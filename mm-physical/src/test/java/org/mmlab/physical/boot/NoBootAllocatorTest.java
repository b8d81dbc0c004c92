package org.mmlab.physical.boot;

import org.mmlab.api.memory.BootAllocator;

class NoBootAllocatorTest extends BootAllocatorProperties {
    @Override
    BootAllocator newAllocator() {
        return new NoBootAllocator();
    }
}
