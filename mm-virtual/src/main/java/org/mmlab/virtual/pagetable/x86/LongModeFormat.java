package org.mmlab.virtual.pagetable.x86;

import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.translation.LevelGeometry;
import org.mmlab.api.translation.PageTableGeometry;
import org.mmlab.virtual.pagetable.radix.RadixFormat;

/** What the 4-level and the 5-level format of x86-64 share. */
abstract class LongModeFormat extends RadixFormat {
    private static final int INDEX_BITS = 9;
    private static final int PHYSICAL_BITS = 52;
    private static final int LEAF_LEVELS = 3;

    LongModeFormat(List<String> levelNames) {
        super(shape(levelNames), new WideX86Codec(X86Variant.LONG), new LongModeWalker(levelNames.size()));
    }

    private static PageTableGeometry shape(List<String> levelNames) {
        int depth = levelNames.size();
        LevelGeometry[] levels = new LevelGeometry[depth];
        for (int i = 0; i < depth; i++) {
            levels[i] = new LevelGeometry(
                    levelNames.get(i), Addresses.PAGE_SHIFT + i * INDEX_BITS, INDEX_BITS, i < LEAF_LEVELS);
        }
        int virtualBits = Addresses.PAGE_SHIFT + depth * INDEX_BITS;
        long half = 1L << (virtualBits - 1);
        return new PageTableGeometry(
                List.of(levels),
                Long.BYTES,
                virtualBits,
                PHYSICAL_BITS,
                Addresses.virt(half - Addresses.PAGE_SIZE),
                Addresses.virt(-half),
                1 << INDEX_BITS);
    }
}
