package org.mmlab.virtual.pagetable.x86;

import static org.mmlab.virtual.pagetable.x86.X86Bits.SWAP_FIRST_BIT;
import static org.mmlab.virtual.pagetable.x86.X86Bits.SWAP_TYPE_BITS;

/** 32-bit entries. A swap entry holds its type in bits 1 to 5 and its offset from bit 9 (Linux: {@code pgtable-2level.h}). */
final class NarrowX86Codec extends X86Codec {
    private static final int TYPE_SHIFT = 1;
    private static final long TYPE_MASK = (1L << SWAP_TYPE_BITS) - 1;
    private static final long LARGE_FRAME_MASK = 0xffc0_0000L;
    private static final long WORD = 0xffff_ffffL;

    NarrowX86Codec() {
        super(X86Variant.LEGACY);
    }

    @Override
    long leafFrameMask(int level) {
        return LARGE_FRAME_MASK;
    }

    @Override
    public long swap(int type, long offset) {
        return (offset << SWAP_FIRST_BIT | type << TYPE_SHIFT) & WORD;
    }

    @Override
    public int swapType(long pte) {
        return (int) (pte >>> TYPE_SHIFT & TYPE_MASK);
    }

    @Override
    public long swapOffset(long pte) {
        return pte >>> SWAP_FIRST_BIT;
    }

    @Override
    public long maxSwapOffset() {
        return WORD >>> SWAP_FIRST_BIT;
    }
}
