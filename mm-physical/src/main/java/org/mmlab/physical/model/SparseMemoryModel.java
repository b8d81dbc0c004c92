package org.mmlab.physical.model;

import org.mmlab.api.memory.FrameMap;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.plugin.PolicySpec;

/** An array for each present section; the conversion looks the section up (Linux: SPARSEMEM without VMEMMAP). */
@PolicySpec(
        name = "sparse",
        doc = "a memory map for each present section, found through a section table; Linux SPARSEMEM")
public final class SparseMemoryModel implements MemoryModel {
    /** For the registry. */
    public SparseMemoryModel() {}

    @Override
    public FrameMap attach(Layout layout) {
        return new SectionMap(layout, false, "memory map");
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
