package org.mmlab.virtual.pagetable.x86;

import static org.mmlab.virtual.pagetable.x86.X86Bits.SWAP_FIRST_BIT;
import static org.mmlab.virtual.pagetable.x86.X86Bits.SWAP_TYPE_BITS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.translation.TableOwner;

/**
 * 64-bit entries: long mode and PAE. A swap entry holds its type in bits 59 to 63 and its offset, inverted, in bits 9 to 58.
 */
final class WideX86Codec extends X86Codec {
    private static final int TYPE_SHIFT = Long.SIZE - SWAP_TYPE_BITS;
    private static final int OFFSET_SHIFT = SWAP_FIRST_BIT + SWAP_TYPE_BITS;
    private static final int PAE_POINTER_LEVEL = 3;

    private final X86Variant variant;
    private final long maxOffset;

    WideX86Codec(X86Variant variant) {
        super(variant);
        this.variant = variant;
        // PAE's swp_entry_t is 32 bits wide on its way into the entry
        this.maxOffset = variant == X86Variant.PAE
                ? (1L << (Integer.SIZE - SWAP_TYPE_BITS)) - 1
                : (1L << (Long.SIZE - OFFSET_SHIFT)) - 1;
    }

    @Override
    long leafFrameMask(int level) {
        return variant.frameMask() & -(1L << (level == 2 ? 21 : 30));
    }

    /** An entry of PAE's page-directory-pointer table has no rights and no accessed bit: they are reserved there. */
    @Override
    public long makeTable(int level, @Pfn long table, TableOwner owner) {
        if (variant == X86Variant.PAE && level == PAE_POINTER_LEVEL) {
            return Addresses.rawPhys(Addresses.physOf(table)) | X86Bits.PRESENT;
        }
        return super.makeTable(level, table, owner);
    }

    @Override
    public long swap(int type, long offset) {
        return ~offset << OFFSET_SHIFT >>> SWAP_TYPE_BITS | (long) type << TYPE_SHIFT;
    }

    @Override
    public int swapType(long pte) {
        return (int) (pte >>> TYPE_SHIFT);
    }

    @Override
    public long swapOffset(long pte) {
        return ~pte << SWAP_TYPE_BITS >>> OFFSET_SHIFT;
    }

    @Override
    public long maxSwapOffset() {
        return maxOffset;
    }
}
