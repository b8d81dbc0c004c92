package org.mmlab.virtual.pagetable.x86;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.translation.LevelGeometry;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.api.translation.PageTableGeometry;
import org.mmlab.api.translation.PageWalker;
import org.mmlab.api.translation.PhysicalMemory;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.TableFrames;
import org.mmlab.virtual.pagetable.radix.RadixPageTable;

/** What the 4-level and the 5-level format of x86-64 share. */
abstract class LongModeFormat implements PageTableFormat {
    private static final int INDEX_BITS = 9;
    private static final int PHYSICAL_BITS = 52;

    private final PageTableGeometry geometry;
    private final PteCodec codec = new WideX86Codec(X86Variant.LONG);
    private final PageWalker walker;

    LongModeFormat(List<String> levelNames) {
        int depth = levelNames.size();
        LevelGeometry[] levels = new LevelGeometry[depth];
        for (int i = 0; i < depth; i++) {
            levels[i] = new LevelGeometry(levelNames.get(i), Addresses.PAGE_SHIFT + i * INDEX_BITS, INDEX_BITS, i < 3);
        }
        int virtualBits = Addresses.PAGE_SHIFT + depth * INDEX_BITS;
        long half = 1L << (virtualBits - 1);
        this.geometry = new PageTableGeometry(
                List.of(levels),
                Long.BYTES,
                virtualBits,
                PHYSICAL_BITS,
                Addresses.virt(half - Addresses.PAGE_SIZE),
                Addresses.virt(-half),
                1 << INDEX_BITS);
        this.walker = new LongModeWalker(depth);
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
