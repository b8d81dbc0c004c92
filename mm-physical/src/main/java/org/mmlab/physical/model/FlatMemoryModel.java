package org.mmlab.physical.model;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.memory.FrameMap;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.plugin.PolicySpec;

/** One array over all of physical memory, holes included (Linux: FLATMEM). */
@PolicySpec(
        name = "flat",
        doc = "one mem_map from the first to the last frame, holes included; UMA only; Linux FLATMEM")
public final class FlatMemoryModel implements MemoryModel {
    /** For the registry. */
    public FlatMemoryModel() {}

    @Override
    public FrameMap attach(Layout layout) {
        return new FlatMap(layout);
    }

    @Override
    public boolean supportsHotplug() {
        return false;
    }

    @Override
    public boolean supportsNuma() {
        return false;
    }

    /** The conversion is one subtraction. */
    private static final class FlatMap implements FrameMap {
        private final long base;
        private final int frames;
        private final MetadataArea area;

        FlatMap(Layout layout) {
            Span span = Span.of(layout.ranges());
            base = span.start();
            frames = span.frames();
            area = Metadata.place(layout.placer(), "mem_map", base, frames, 0);
        }

        @Override
        public @FrameIndex int frameOf(@Pfn long pfn) {
            long index = Addresses.rawPfn(pfn) - base;
            return index >= 0 && index < frames ? Addresses.frame((int) index) : NO_FRAME;
        }

        @Override
        public @Pfn long pfnOf(@FrameIndex int frame) {
            return Addresses.pfn(base + Addresses.rawFrame(frame));
        }

        @Override
        public int frames() {
            return frames;
        }

        @Override
        public Iterable<MetadataArea> metadata() {
            return List.of(area);
        }

        @Override
        public boolean addRange(@Pfn long start, @Pfn long end, int node) {
            return false;
        }

        @Override
        public boolean removeRange(@Pfn long start, @Pfn long end) {
            return false;
        }
    }
}
