package org.mmlab.virtual.pagetable.x86;

import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.translation.LevelGeometry;
import org.mmlab.api.translation.PageTableGeometry;
import org.mmlab.virtual.pagetable.radix.RadixFormat;

/** 32-bit x86 with two levels and 32-bit entries: pgd, pte; 3 GiB for the process and 1 GiB for the kernel. */
@PolicySpec(name = "i386", doc = "32-bit x86, 2 levels, 4 MiB pages, no NX (Intel SDM 3, 4.3)")
public final class I386Format extends RadixFormat {
    private static final int INDEX_BITS = 10;
    private static final long PAGE_OFFSET = 0xc000_0000L;

    /** The format; it has no parameters. */
    public I386Format() {
        super(shape(), new NarrowX86Codec(), new LegacyWalker());
    }

    private static PageTableGeometry shape() {
        return new PageTableGeometry(
                List.of(
                        new LevelGeometry("pte", Addresses.PAGE_SHIFT, INDEX_BITS, true),
                        new LevelGeometry("pgd", Addresses.PAGE_SHIFT + INDEX_BITS, INDEX_BITS, true)),
                Integer.BYTES,
                Integer.SIZE,
                Integer.SIZE,
                Addresses.virt(PAGE_OFFSET),
                Addresses.virt(PAGE_OFFSET),
                1 << INDEX_BITS);
    }
}
