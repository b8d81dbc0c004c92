package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.LevelGeometry;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.api.translation.Protection;
import org.mmlab.api.translation.PteBit;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.hardware.mmu.Mmu;
import org.mmlab.hardware.ram.Contents;
import org.mmlab.hardware.ram.Ram;
import org.mmlab.hardware.tlb.TlbGeometry;

/** One large page of one level, for {@link PageTableContract}. */
final class LargePage {
    private static final int WRITABLE = Protection.READ | Protection.WRITE | Protection.SHARED;

    private final PageTableFormat format;
    private final PteCodec codec;
    private final LevelGeometry shape;
    private final int level;
    private final CountingFrames frames = new CountingFrames(Addresses.pfn(PageTableContract.TABLE_FRAMES), 1000);
    private final PageTable table;
    private final Mmu mmu;
    private final @VirtAddr long start;
    private final long frame;

    LargePage(PageTableFormat format, int level, int where) {
        this.format = format;
        this.codec = format.codec();
        this.level = level;
        this.shape = format.geometry().level(level);
        Ram ram = new Ram(1 << 16, Contents.NONE);
        this.table = Subjects.create(format, ram, frames, null);
        this.mmu = new Mmu(format, ram, TlbGeometry.SKYLAKE);
        long last = Addresses.rawVirt(format.geometry().userEnd()) / shape.bytes() - 1;
        this.start = Addresses.virt(Math.min(where, last) * shape.bytes());
        this.frame = shape.bytes() >>> Addresses.PAGE_SHIFT;
        @PhysAddr long slot = table.ensure(start, level);
        table.write(slot, codec.mkOld(codec.makeLeaf(level, Addresses.pfn(frame), codec.protection(WRITABLE))));
        mmu.load(table.root(), table.kernelRoot(), 1);
    }

    void checkTranslation(long anyOffset) {
        long offset = anyOffset & (shape.bytes() - 1);
        long expected = (frame << Addresses.PAGE_SHIFT) + offset;
        assertThat(mmu.translate(start + offset, Access.READ)).isEqualTo(expected);
        assertThat(mmu.translate(start + offset, Access.WRITE)).isEqualTo(expected);
        assertThat(mmu.translate(start + offset, Access.WRITE)).isEqualTo(expected);
        long entry = table.read(table.lookup(start + offset));
        assertThat(codec.isYoung(entry)).isTrue();
        assertThat(codec.test(entry, PteBit.DIRTY)).isTrue();
    }

    void checkCover() {
        @VirtAddr long inside = start + (shape.bytes() >>> 1);
        assertThat(mmu.translate(inside, Access.READ)).isNotNegative();
        table.lookup(inside);
        assertThat(table.lookupLevel()).isEqualTo(level);
        assertThat(table.find(inside, level - 1) == Addresses.NO_PHYS).isTrue();
        assertThatThrownBy(() -> table.ensure(inside, level - 1)).isInstanceOf(IllegalStateException.class);
        assertThat(Addresses.rawVirt(
                        table.nextPopulated(Addresses.virt(0), format.geometry().userEnd())))
                .isEqualTo(Addresses.rawVirt(start));
        assertThat(Addresses.rawVirt(
                        table.nextPopulated(inside, format.geometry().userEnd())))
                .isEqualTo(Addresses.rawVirt(inside));
    }

    /** Puts a table of the level below, with the same frames, in the large page's place. */
    void split() {
        LevelGeometry below = format.geometry().level(level - 1);
        @Pfn long lower = table.allocateTable(level - 1);
        long frames = below.bytes() >>> Addresses.PAGE_SHIFT;
        for (int i = 0; i < below.entries(); i++) {
            @PhysAddr long slot = table.slotIn(lower, level - 1, start + i * below.bytes());
            @Pfn long pfn = Addresses.pfn(frame + i * frames);
            long protection = codec.protection(WRITABLE);
            table.write(slot, level == 2 ? codec.make(pfn, protection) : codec.makeLeaf(level - 1, pfn, protection));
        }
        table.installTable(start, level - 1, lower);
        mmu.tlb().flushRange(start, start + shape.bytes(), 1);
    }

    void tearDown() {
        @Pfn long lower = table.detachTable(start, level - 1);
        assertThat(lower != Addresses.NO_PFN).isTrue();
        table.freeTable(lower, level - 1);
        assertThat(table.detachTable(start, level - 1) == Addresses.NO_PFN).isTrue();
        table.freeTables(start, start + shape.bytes(), Addresses.virt(0), Addresses.virt(0));
        table.destroy();
        assertThat(frames.outstanding()).isZero();
    }
}
