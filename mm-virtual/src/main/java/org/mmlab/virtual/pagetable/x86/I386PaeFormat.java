package org.mmlab.virtual.pagetable.x86;

import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.translation.LevelGeometry;
import org.mmlab.api.translation.PageTableGeometry;
import org.mmlab.virtual.pagetable.radix.RadixFormat;

/**
 * 32-bit x86 with PAE: pgd of four entries, pmd, pte, 64-bit entries with NX. The pgd takes a whole frame here (Linux without
 * page-table isolation takes 32 bytes of one), and its tables are made when needed.
 */
@PolicySpec(
        name = "i386-pae",
        doc = "32-bit x86 with PAE, 3 levels, 64-bit entries, 2 MiB pages, NX (Intel SDM 3, 4.4)")
public final class I386PaeFormat extends RadixFormat {
    private static final int INDEX_BITS = 9;
    private static final int POINTER_BITS = 2;
    private static final int PHYSICAL_BITS = 52;
    private static final long PAGE_OFFSET = 0xc000_0000L;

    /** The format; it has no parameters. */
    public I386PaeFormat() {
        super(shape(), new WideX86Codec(X86Variant.PAE), new PaeWalker());
    }

    private static PageTableGeometry shape() {
        int shift = Addresses.PAGE_SHIFT;
        return new PageTableGeometry(
                List.of(
                        new LevelGeometry("pte", shift, INDEX_BITS, true),
                        new LevelGeometry("pmd", shift + INDEX_BITS, INDEX_BITS, true),
                        new LevelGeometry("pgd", shift + 2 * INDEX_BITS, POINTER_BITS, false)),
                Long.BYTES,
                Integer.SIZE,
                PHYSICAL_BITS,
                Addresses.virt(PAGE_OFFSET),
                Addresses.virt(PAGE_OFFSET),
                1 << INDEX_BITS);
    }
}
