package org.mmlab.virtual.pagetable.radix;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.api.translation.PageTableGeometry;
import org.mmlab.api.translation.PageWalker;
import org.mmlab.api.translation.PhysicalMemory;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.TableFrames;

/** A format whose tables form a tree: all but its shape, its bits and its walk. */
public abstract class RadixFormat implements PageTableFormat {
    private final PageTableGeometry geometry;
    private final PteCodec codec;
    private final PageWalker walker;

    /** A format of this shape; the entries above level 1 refer to tables as {@code codec} says. */
    protected RadixFormat(PageTableGeometry geometry, PteCodec codec, PageWalker walker) {
        this.geometry = geometry;
        this.codec = codec;
        this.walker = walker;
    }

    @Override
    public final PageTableGeometry geometry() {
        return geometry;
    }

    @Override
    public final PteCodec codec() {
        return codec;
    }

    @Override
    public final PageWalker walker() {
        return walker;
    }

    @Override
    public final @Nullable PageTable create(PhysicalMemory memory, TableFrames frames, @Nullable PageTable kernel) {
        return RadixPageTable.create(this, memory, frames, kernel);
    }
}
