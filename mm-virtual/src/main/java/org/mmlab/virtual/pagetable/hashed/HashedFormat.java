package org.mmlab.virtual.pagetable.hashed;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.translation.LevelGeometry;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.api.translation.PageTableGeometry;
import org.mmlab.api.translation.PageWalker;
import org.mmlab.api.translation.PhysicalMemory;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.TableFrames;
import org.mmlab.virtual.pagetable.x86.X8664FourLevelFormat;

/** Clustered hashed page tables over the entries and addresses of x86-64 with 48 bits; 4 KiB pages alone. */
@PolicySpec(
        name = "hashed",
        doc = "clustered hashed page table, x86-64 entries, 4 KiB pages (Talluri, Hill, Khalidi, SOSP 1995)")
public final class HashedFormat implements PageTableFormat {
    private static final int VIRTUAL_BITS = 48;
    private static final int PHYSICAL_BITS = 52;
    private static final long HALF = 1L << (VIRTUAL_BITS - 1);

    private final PageTableGeometry geometry = new PageTableGeometry(
            List.of(new LevelGeometry("pte", Addresses.PAGE_SHIFT, HashLayout.CLUSTER_BITS, true)),
            Long.BYTES,
            VIRTUAL_BITS,
            PHYSICAL_BITS,
            Addresses.virt(HALF - Addresses.PAGE_SIZE),
            Addresses.virt(-HALF),
            HashLayout.CLUSTER_PAGES);
    private final PteCodec codec = new X8664FourLevelFormat().codec();
    private final PageWalker walker = new HashedWalker(codec);

    /** The format; it has no parameters. */
    public HashedFormat() {}

    @Override
    public PageTableGeometry geometry() {
        return geometry;
    }

    @Override
    public PteCodec codec() {
        return codec;
    }

    @Override
    public PageWalker walker() {
        return walker;
    }

    @Override
    public @Nullable PageTable create(PhysicalMemory memory, TableFrames frames, @Nullable PageTable kernel) {
        return HashedPageTable.create(this, memory, frames, kernel);
    }
}
