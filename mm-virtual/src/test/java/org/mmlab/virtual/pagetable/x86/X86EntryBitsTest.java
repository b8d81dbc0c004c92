package org.mmlab.virtual.pagetable.x86;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmlab.api.translation.Protection;
import org.mmlab.api.translation.PteBit;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.SwapType;
import org.mmlab.api.translation.TableOwner;

/** Entries bit by bit, worked out by hand from the definitions in arch/x86/include/asm/pgtable_types.h. */
class X86EntryBitsTest {
    private static final int R = Protection.READ;
    private static final int W = Protection.WRITE;
    private static final int X = Protection.EXEC;
    private static final int S = Protection.SHARED;

    private final PteCodec longMode = new X8664FourLevelFormat().codec();
    private final PteCodec pae = new I386PaeFormat().codec();
    private final PteCodec legacy = new I386Format().codec();

    @Test
    void protectionsAreTheProtectionMap() {
        assertThat(longMode.protection(0)).as("PAGE_NONE").isEqualTo(0x120);
        assertThat(longMode.protection(R)).as("PAGE_READONLY").isEqualTo(0x8000_0000_0000_0025L);
        assertThat(longMode.protection(R | X)).as("PAGE_READONLY_EXEC").isEqualTo(0x25);
        assertThat(longMode.protection(R | W)).as("PAGE_COPY").isEqualTo(0x8000_0000_0000_0025L);
        assertThat(longMode.protection(R | W | S)).as("PAGE_SHARED").isEqualTo(0x8000_0000_0000_0027L);
        assertThat(longMode.protection(W | X | S)).as("PAGE_SHARED_EXEC").isEqualTo(0x27);
        assertThat(legacy.protection(R | W | S)).as("without NX").isEqualTo(0x27);
        assertThat(longMode.kernelProtection(R | W)).as("PAGE_KERNEL").isEqualTo(0x8000_0000_0000_0163L);
        assertThat(longMode.kernelProtection(R | X)).as("PAGE_KERNEL_ROX").isEqualTo(0x121);
    }

    @Test
    void anAnonymousPageAfterItsFirstWrite() {
        long pte = longMode.mkWrite(longMode.mkDirty(longMode.make(0x12345, longMode.protection(R | W))));
        assertThat(pte).as("P RW US A D SOFT_DIRTY NX").isEqualTo(0x8000_0000_1234_5867L);
        assertThat(longMode.wrProtect(pte)).as("dirty moves to SAVED_DIRTY").isEqualTo(0x8400_0000_1234_5825L);
        assertThat(pae.wrProtect(pae.mkWrite(pae.mkDirty(pae.make(0x12345, pae.protection(R | W))))))
                .isEqualTo(0x8000_0000_1234_5425L);
        assertThat(legacy.wrProtect(legacy.mkWrite(legacy.mkDirty(legacy.make(0x12345, legacy.protection(R | W))))))
                .isEqualTo(0x1234_5425L);
    }

    @Test
    void aPageWithoutRightsPointsBeyondRam() {
        assertThat(longMode.make(0x12345, longMode.protection(0))).isEqualTo(0x000f_ffff_edcb_a120L);
        assertThat(pae.make(0x12345, pae.protection(0))).isEqualTo(0x000f_ffff_edcb_a120L);
        assertThat(legacy.make(0x12345, legacy.protection(0)))
                .as("2 levels do not invert")
                .isEqualTo(0x1234_5120L);
        assertThat(longMode.modify(0x8000_0000_1234_5867L, longMode.protection(0)))
                .as("protnone, dirty saved")
                .isEqualTo(0x040f_ffff_edcb_a920L);
    }

    @Test
    void swapEntriesAreKeptWhereLinuxKeepsThem() {
        assertThat(longMode.swap(0, 0)).isEqualTo(0x07ff_ffff_ffff_fe00L);
        assertThat(longMode.swap(1, 0x1234)).isEqualTo(0x0fff_ffff_ffdb_9600L);
        assertThat(longMode.swap(SwapType.PTE_MARKER, SwapType.MARKER_POISONED)).isEqualTo(0xffff_ffff_ffff_fa00L);
        assertThat(longMode.set(longMode.swap(1, 0x1234), PteBit.SWAP_EXCLUSIVE))
                .isEqualTo(0x0fff_ffff_ffdb_9608L);
        assertThat(legacy.swap(1, 0x1234)).isEqualTo(0x0024_6802L);
        assertThat(legacy.set(legacy.swap(1, 0x1234), PteBit.SWAP_EXCLUSIVE)).isEqualTo(0x0024_6882L);
        assertThat(longMode.maxSwapOffset()).isEqualTo((1L << 50) - 1);
        assertThat(pae.maxSwapOffset()).isEqualTo((1L << 27) - 1);
        assertThat(legacy.maxSwapOffset()).isEqualTo((1L << 23) - 1);
    }

    @Test
    void tablesAndLargePages() {
        assertThat(longMode.makeTable(4, 0x777, TableOwner.USER))
                .as("_PAGE_TABLE")
                .isEqualTo(0x777067);
        assertThat(longMode.makeTable(2, 0x777, TableOwner.KERNEL))
                .as("_KERNPG_TABLE")
                .isEqualTo(0x777063);
        assertThat(pae.makeTable(3, 0x777, TableOwner.USER)).as("PDPTE").isEqualTo(0x777001);
        long huge = longMode.makeLeaf(2, 0x200, longMode.protection(R | W | X | S));
        assertThat(huge).isEqualTo(0x2000a7);
        assertThat(longMode.mkInvalid(2, huge)).isEqualTo(0x000f_ffff_ffc0_00a6L);
        assertThat(legacy.makeLeaf(2, 0x400, legacy.protection(R))).isEqualTo(0x4000a5);
    }

    @Test
    void accessedAndDirtyAloneAreNothingWhereHardwareMaySetThem() {
        assertThat(longMode.isNone(0x60)).isTrue();
        assertThat(pae.isNone(0x60)).isTrue();
        assertThat(legacy.isNone(0x60)).isFalse();
    }

    @Test
    void bitsAreNamedForReaders() {
        assertThat(longMode.bits(1, 0x8000_0000_1234_5867L))
                .extracting(PteBit::shortName)
                .containsExactly("P", "RW", "US", "A", "D", "NX", "SOFT_DIRTY");
        assertThat(longMode.bits(2, 0x2010a7))
                .extracting(PteBit::shortName)
                .containsExactly("P", "RW", "US", "A", "PSE", "PAT_LARGE");
        assertThat(longMode.bits(1, 0x000f_ffff_edcb_a120L)).containsExactly(PteBit.ACCESSED, PteBit.PROT_NONE);
        assertThat(longMode.bits(1, 0x0fff_ffff_ffdb_9608L)).containsExactly(PteBit.SWAP_EXCLUSIVE);
    }
}
