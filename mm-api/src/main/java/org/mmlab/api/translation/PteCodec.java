package org.mmlab.api.translation;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.qual.Pfn;

/**
 * The algebra of page-table entries of one format: pure functions on the raw word, under Linux's names. No state; O(1);
 * allocation-free; any thread.
 *
 * <p>An entry is in one of four states:
 * <pre>
 *   none      nothing there                                  isNone
 *   present   maps a frame; the MMU uses it                  isPresent
 *   protnone  maps a frame; the MMU may not use it           isPresent and isProtNone
 *   swap      a type and an offset instead of a frame        isSwap  (swap slot, migration entry, marker; see SwapType)
 * </pre>
 * Above level 1 an entry can moreover refer to a lower table ({@link #isTable}), and one that maps a page is
 * {@link #isLeaf a leaf}, which it stays while it is {@link #mkInvalid invalid}: ask {@code isLeaf} before {@code isPresent} there.
 *
 * <p>A <em>protection</em> (Linux: {@code pgprot_t}) is an entry without its frame.
 */
public interface PteCodec {
    /** The entry that maps nothing. */
    long NONE = 0;

    /** Whether the entry maps nothing. Some hardware sets accessed or dirty bits in it; they do not count. */
    boolean isNone(long pte);

    /** Whether the entry maps a frame, usable by the MMU or not (Linux: {@code pte_present}, {@code pmd_present}). */
    boolean isPresent(long pte);

    /** Whether the entry maps a frame that may not be touched (Linux: {@code pte_protnone}). */
    boolean isProtNone(long pte);

    /** Whether the entry holds a type and an offset (Linux: {@code is_swap_pte}). */
    default boolean isSwap(long pte) {
        return !isNone(pte) && !isPresent(pte);
    }

    /** Whether an entry above level 1 refers to a lower table. */
    boolean isTable(long entry);

    /** Whether a present entry above level 1 maps a page itself. */
    boolean isLeaf(long entry);

    /** An entry of level 1 that maps {@code pfn} with {@code protection} (Linux: {@code pfn_pte}). */
    long make(@Pfn long pfn, long protection);

    /** An entry of {@code level}, above 1, that maps the large page from {@code pfn} (Linux: {@code pfn_pmd}, {@code pmd_mkhuge}). */
    long makeLeaf(int level, @Pfn long pfn, long protection);

    /** An entry of {@code level}, above 1, that refers to the table in {@code table}. */
    long makeTable(int level, @Pfn long table, TableOwner owner);

    /** The frame of a present entry of level 1 (Linux: {@code pte_pfn}). */
    @Pfn long pfn(long pte);

    /** The first frame of a leaf of {@code level}, 1 and up (Linux: {@code pmd_pfn}). */
    @Pfn long leafPfn(int level, long entry);

    /** The frame of the table that an entry refers to; only where {@link #isTable}. */
    @Pfn long tablePfn(long entry);

    /** The protection of a present entry of level 1 (Linux: {@code pte_pgprot}). */
    long protectionOf(long pte);

    /** The protection of a leaf above level 1, as {@link #makeLeaf} and {@link #make} take it (Linux: {@code pgprot_large_2_4k}). */
    long leafProtectionOf(long entry);

    /** The protection of an area's pages (Linux: {@code vm_get_page_prot}); {@code rights} is a mask of {@link Protection}. */
    long protection(int rights);

    /** The protection of a kernel page (Linux: {@code PAGE_KERNEL} and its kin); {@code rights} as above, global where it can be. */
    long kernelProtection(int rights);

    /** Changes rights and keeps frame, accessed, dirty and the other bits that belong to the page (Linux: {@code pte_modify}). */
    long modify(long pte, long protection);

    /** {@link #modify} for a leaf of {@code level} above 1 (Linux: {@code pmd_modify}). */
    long modifyLeaf(int level, long entry, long protection);

    /** Whether this format has the bit. */
    default boolean supports(PteBit bit) {
        return mask(bit) != 0;
    }

    /** The bit's position as a mask; 0 where this format lacks it. */
    long mask(PteBit bit);

    /** Whether the bit is set; false where this format lacks it. Says nothing of the entry's state. */
    default boolean test(long pte, PteBit bit) {
        return (pte & mask(bit)) != 0;
    }

    /** Sets the bit; without effect where this format lacks it. */
    default long set(long pte, PteBit bit) {
        return pte | mask(bit);
    }

    /** Clears the bit. */
    default long clear(long pte, PteBit bit) {
        return pte & ~mask(bit);
    }

    /** Whether the page was used (Linux: {@code pte_young}). */
    boolean isYoung(long pte);

    /** With the accessed bit. */
    long mkYoung(long pte);

    /** Without the accessed bit. */
    long mkOld(long pte);

    /** Whether the page was written, the saved dirty bit included. */
    boolean isDirty(long pte);

    /** Dirty, and soft-dirty where that exists. */
    long mkDirty(long pte);

    /** Neither dirty nor saved dirty. */
    long mkClean(long pte);

    /** Whether the page may be written. */
    boolean isWrite(long pte);

    /** Writable; a saved dirty bit becomes the real one. */
    long mkWrite(long pte);

    /** Read-only; a dirty bit is kept (Linux: {@code pte_wrprotect}). */
    long wrProtect(long pte);

    /** Whether the page may be fetched from. */
    boolean isExec(long pte);

    /** Whether user mode may use the page. */
    boolean isUser(long pte);

    /** Not usable by the MMU but still a leaf with its frame (Linux: {@code pmd_mkinvalid}); of leaves above level 1. */
    long mkInvalid(int level, long entry);

    /**
     * A non-present entry. Type 0 with offset 0 is not one in every format: it may be none (a swap device's first slot is its
     * header, so that nobody needs it).
     *
     * @param type 0 to 31, see {@link SwapType}
     * @param offset 0 to {@link #maxSwapOffset}
     */
    long swap(int type, long offset);

    /** The type of a swap entry. */
    int swapType(long pte);

    /** The offset of a swap entry. */
    long swapOffset(long pte);

    /** Greatest offset that a swap entry can hold. */
    long maxSwapOffset();

    /** Whether a swap entry marks a page exclusive to its process (Linux: {@code pte_swp_exclusive}). */
    default boolean isSwapExclusive(long pte) {
        return test(pte, PteBit.SWAP_EXCLUSIVE);
    }

    /** The bits that an entry of {@code level} has set, in the order of {@link PteBit}; for people to read. */
    default List<PteBit> bits(int level, long entry) {
        List<PteBit> bits = new ArrayList<>();
        boolean swap = isSwap(entry);
        boolean large = level > 1 && isLeaf(entry);
        for (PteBit bit : PteBit.values()) {
            boolean applies = bit.isOfSwapEntry() == swap
                    && (bit != PteBit.PROT_NONE || isProtNone(entry))
                    && (bit != PteBit.GLOBAL || !isProtNone(entry))
                    && (bit != PteBit.HUGE || level > 1)
                    && (bit != PteBit.PAT || level == 1)
                    && (bit != PteBit.PAT_LARGE || large);
            if (applies && test(entry, bit)) {
                bits.add(bit);
            }
        }
        return bits;
    }
}
