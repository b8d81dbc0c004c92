package org.mmlab.physical.model;

import org.mmlab.api.memory.FrameMap;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.plugin.PolicySpec;

/**
 * One virtual array over all of physical memory, of which only the parts of present sections are backed; memory can be plugged in
 * units of 2 MiB (Linux: SPARSEMEM_VMEMMAP, the model of x86-64).
 */
@PolicySpec(
        name = "sparse-vmemmap",
        doc = "one virtual memory map, backed where memory is present; Linux SPARSEMEM_VMEMMAP (the default)")
public final class SparseVmemmapMemoryModel implements MemoryModel {
    /** For the registry. */
    public SparseVmemmapMemoryModel() {}

    @Override
    public FrameMap attach(Layout layout) {
        return new SectionMap(layout, true, "vmemmap");
    }

    @Override
    public boolean supportsHotplug() {
        return true;
    }

    @Override
    public boolean supportsNuma() {
        return true;
    }
}
