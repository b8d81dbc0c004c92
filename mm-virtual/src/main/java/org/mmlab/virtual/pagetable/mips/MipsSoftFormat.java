package org.mmlab.virtual.pagetable.mips;

import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.translation.LevelGeometry;
import org.mmlab.api.translation.PageTableGeometry;
import org.mmlab.virtual.pagetable.radix.RadixFormat;

/** MIPS32 with a software-filled TLB: pgd and pte of 1024 32-bit entries each; 2 GiB for the process. */
@PolicySpec(
        name = "mips-soft",
        doc = "MIPS32, TLB filled by a refill exception from a 2-level table (Linux arch/mips/mm/tlbex.c)")
public final class MipsSoftFormat extends RadixFormat {
    private static final int INDEX_BITS = 10;
    /** Linux: {@code TASK_SIZE32}. */
    private static final long USER_END = 0x7fff_8000L;

    private static final long KERNEL_START = 0x8000_0000L;

    /** The format; it has no parameters. */
    public MipsSoftFormat() {
        super(shape(), new MipsCodec(), new RefillHandler());
    }

    private static PageTableGeometry shape() {
        return new PageTableGeometry(
                List.of(
                        new LevelGeometry("pte", Addresses.PAGE_SHIFT, INDEX_BITS, true),
                        new LevelGeometry("pgd", Addresses.PAGE_SHIFT + INDEX_BITS, INDEX_BITS, false)),
                Integer.BYTES,
                Integer.SIZE,
                Integer.SIZE,
                Addresses.virt(USER_END),
                Addresses.virt(KERNEL_START),
                1 << INDEX_BITS);
    }
}
