package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.api.translation.Protection;
import org.mmlab.api.translation.PteBit;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.TableOwner;

/** What the entry algebra of every page-table format obeys. Part of {@link PageTableContract}. */
public interface PteCodecContract {
    /** Bits that say what state an entry is in, or that mean different things in different states. */
    Set<PteBit> STATE_BITS = EnumSet.of(
            PteBit.PRESENT,
            PteBit.PROT_NONE,
            PteBit.HUGE,
            PteBit.PAT_LARGE,
            PteBit.SWAP_SOFT_DIRTY,
            PteBit.SWAP_UFFD_WP,
            PteBit.SWAP_EXCLUSIVE);

    /** The subject. */
    PageTableFormat format();

    /** Frame numbers that an entry of the format can hold. */
    @Provide
    default Arbitrary<Long> pfns() {
        long limit = 1L << (format().geometry().physicalBits() - Addresses.PAGE_SHIFT);
        return Arbitraries.longs().between(1, limit - 1);
    }

    /** What {@code make} packs, the accessors unpack, for every combination of rights. */
    @Property
    default void anEntryTellsWhatItWasMadeOf(
            @ForAll("pfns") long frame, @ForAll @IntRange(max = Protection.MASK) int rights) {
        PteCodec codec = format().codec();
        long pte = codec.make(Addresses.pfn(frame), codec.protection(rights));
        boolean none = (rights & (Protection.READ | Protection.WRITE | Protection.EXEC)) == 0;

        assertThat(Addresses.rawPfn(codec.pfn(pte))).isEqualTo(frame);
        assertThat(codec.isPresent(pte)).isTrue();
        assertThat(codec.isNone(pte)).isFalse();
        assertThat(codec.isSwap(pte)).isFalse();
        assertThat(codec.isDirty(pte)).isFalse();
        assertThat(codec.isProtNone(pte)).isEqualTo(none);
        assertThat(codec.isWrite(pte)).isEqualTo((rights & Protection.WRITE) != 0 && (rights & Protection.SHARED) != 0);
        if (codec.supports(PteBit.NO_EXECUTE) && !none) {
            assertThat(codec.isExec(pte)).isEqualTo((rights & Protection.EXEC) != 0);
        }
        assertThat(codec.make(Addresses.pfn(frame), codec.protectionOf(pte))).isEqualTo(pte);
    }

    /** Kernel pages are present, not the user's, and writable where they were made so. */
    @Property
    default void aKernelEntryIsNotTheUsers(
            @ForAll("pfns") long frame, @ForAll @IntRange(max = Protection.MASK) int rights) {
        PteCodec codec = format().codec();
        long pte = codec.make(Addresses.pfn(frame), codec.kernelProtection(rights));

        assertThat(Addresses.rawPfn(codec.pfn(pte))).isEqualTo(frame);
        assertThat(codec.isPresent(pte)).isTrue();
        assertThat(codec.isUser(pte)).isFalse();
        assertThat(codec.isWrite(pte)).isEqualTo((rights & Protection.WRITE) != 0);
    }

    /** Every bit that the format has can be set and cleared without disturbing another, nor the frame. */
    @Property
    default void everyBitStandsAlone(@ForAll("pfns") long frame, @ForAll PteBit bit) {
        PteCodec codec = format().codec();
        long pte = codec.make(Addresses.pfn(frame), codec.protection(Protection.READ));
        long set = codec.set(pte, bit);
        if (!codec.supports(bit)) {
            assertThat(set).isEqualTo(pte);
            assertThat(codec.test(set, bit)).isFalse();
            return;
        }
        assertThat(codec.test(set, bit)).isTrue();
        assertThat(codec.test(codec.clear(set, bit), bit)).isFalse();
        assertThat(Long.bitCount(codec.mask(bit))).isEqualTo(1);
        if (!STATE_BITS.contains(bit)) {
            assertThat(Addresses.rawPfn(codec.pfn(set))).isEqualTo(frame);
            assertThat(codec.isPresent(set)).isTrue();
            assertThat(codec.bits(1, set)).contains(bit);
            for (PteBit other : PteBit.values()) {
                if (codec.mask(other) != codec.mask(bit)) {
                    assertThat(codec.test(set, other)).as("%s", other).isEqualTo(codec.test(pte, other));
                }
            }
        }
    }

    /** Accessed and dirty are kept apart from rights; taking the right to write away loses no dirty bit. */
    @Property
    default void accessedAndDirtyOutliveRights(
            @ForAll("pfns") long frame, @ForAll boolean young, @ForAll boolean dirty) {
        PteCodec codec = format().codec();
        long pte = codec.make(Addresses.pfn(frame), codec.protection(Protection.READ | Protection.WRITE));
        pte = codec.mkWrite(young ? codec.mkYoung(pte) : codec.mkOld(pte));
        pte = dirty ? codec.mkDirty(pte) : codec.mkClean(pte);

        long readOnly = codec.wrProtect(pte);
        assertThat(codec.isWrite(readOnly)).isFalse();
        assertThat(codec.isDirty(readOnly)).isEqualTo(dirty);
        assertThat(codec.isYoung(readOnly)).isEqualTo(young);
        assertThat(codec.mkWrite(readOnly)).isEqualTo(pte);

        assertThat(codec.isDirty(codec.mkDirty(readOnly))).isTrue();
        assertThat(codec.isDirty(codec.mkClean(readOnly))).isFalse();
        assertThat(codec.isYoung(codec.mkOld(pte))).isFalse();
        assertThat(codec.isYoung(codec.mkYoung(pte))).isTrue();
        assertThat(Addresses.rawPfn(codec.pfn(readOnly))).isEqualTo(frame);
    }

    /** A change of protection changes the rights and keeps frame, accessed and dirty, through PROT_NONE and back. */
    @Property
    default void modifyKeepsThePage(
            @ForAll("pfns") long frame,
            @ForAll boolean dirty,
            @ForAll @IntRange(max = Protection.MASK) int before,
            @ForAll @IntRange(max = Protection.MASK) int after) {
        PteCodec codec = format().codec();
        long pte = codec.mkYoung(codec.make(Addresses.pfn(frame), codec.protection(before)));
        pte = dirty ? codec.mkDirty(pte) : pte;
        long changed = codec.modify(pte, codec.protection(after));

        assertThat(Addresses.rawPfn(codec.pfn(changed))).isEqualTo(frame);
        assertThat(codec.isYoung(changed)).isTrue();
        assertThat(codec.isDirty(changed)).isEqualTo(dirty);
        long made = codec.make(Addresses.pfn(frame), codec.protection(after));
        assertThat(codec.isWrite(changed)).isEqualTo(codec.isWrite(made));
        assertThat(codec.isExec(changed)).isEqualTo(codec.isExec(made));
        assertThat(codec.isProtNone(changed)).isEqualTo(codec.isProtNone(made));
        assertThat(codec.isNone(changed)).isFalse();
    }

    /** Swap-type entries hold any type and offset, and their flags beside them. */
    @Property
    default void aSwapEntryTellsTypeAndOffset(
            @ForAll @IntRange(max = 31) int type, @ForAll long anyOffset, @ForAll boolean exclusive) {
        PteCodec codec = format().codec();
        long offset = 1 + Long.remainderUnsigned(anyOffset, codec.maxSwapOffset());
        long pte = codec.swap(type, offset);
        pte = exclusive ? codec.set(pte, PteBit.SWAP_EXCLUSIVE) : pte;
        pte = codec.set(codec.set(pte, PteBit.SWAP_SOFT_DIRTY), PteBit.SWAP_UFFD_WP);

        assertThat(codec.isSwap(pte)).isTrue();
        assertThat(codec.isPresent(pte)).isFalse();
        assertThat(codec.isNone(pte)).isFalse();
        assertThat(codec.swapType(pte)).isEqualTo(type);
        assertThat(codec.swapOffset(pte)).isEqualTo(offset);
        assertThat(codec.isSwapExclusive(pte)).isEqualTo(exclusive && codec.supports(PteBit.SWAP_EXCLUSIVE));
    }

    /** An entry that refers to a table is told from a page and from nothing. */
    @Property
    default void aTableEntryTellsItsTable(@ForAll("pfns") long frame, @ForAll TableOwner owner) {
        PteCodec codec = format().codec();
        for (int level = 2; level <= format().geometry().depth(); level++) {
            long entry = codec.makeTable(level, Addresses.pfn(frame), owner);
            assertThat(codec.isTable(entry)).isTrue();
            assertThat(codec.isLeaf(entry)).isFalse();
            assertThat(codec.isNone(entry)).isFalse();
            assertThat(Addresses.rawPfn(codec.tablePfn(entry))).isEqualTo(frame);
        }
        assertThat(codec.isTable(PteCodec.NONE)).isFalse();
        assertThat(codec.isNone(PteCodec.NONE)).isTrue();
    }

    /** Large entries obey the same laws at every level that has them. */
    @Property
    default void aLargeEntryTellsWhatItWasMadeOf(
            @ForAll("pfns") long anyFrame, @ForAll @IntRange(max = Protection.MASK) int rights, @ForAll boolean pat) {
        PteCodec codec = format().codec();
        for (int level = 2; level <= format().geometry().depth(); level++) {
            if (!format().geometry().hasLeaf(level)) {
                continue;
            }
            int framesShift = format().geometry().level(level).shift() - Addresses.PAGE_SHIFT;
            @Pfn long frame = Addresses.pfn(anyFrame >>> framesShift << framesShift);
            long protection = codec.protection(rights);
            protection = pat ? codec.set(protection, PteBit.PAT) : protection;
            long entry = codec.makeLeaf(level, frame, protection);
            assertThat(codec.isLeaf(entry)).isTrue();
            assertThat(codec.isTable(entry)).isFalse();
            assertThat(codec.leafPfn(level, entry) == frame).isTrue();
            assertThat(codec.leafProtectionOf(entry)).isEqualTo(protection);
            assertThat(codec.test(entry, PteBit.PAT_LARGE)).isEqualTo(pat && codec.supports(PteBit.PAT_LARGE));

            long changed = codec.modifyLeaf(level, codec.mkDirty(entry), codec.protection(0));
            assertThat(codec.leafPfn(level, changed) == frame).isTrue();
            assertThat(codec.isLeaf(changed) && codec.isProtNone(changed)).isTrue();
            assertThat(codec.isDirty(changed)).isTrue();

            long invalid = codec.mkInvalid(level, entry);
            assertThat(codec.isLeaf(invalid)).isTrue();
            assertThat(codec.isPresent(invalid)).isFalse();
            assertThat(codec.leafPfn(level, invalid) == frame).isTrue();
        }
    }
}
