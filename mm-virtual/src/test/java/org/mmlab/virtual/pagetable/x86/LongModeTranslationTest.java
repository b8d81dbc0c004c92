package org.mmlab.virtual.pagetable.x86;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.Protection;
import org.mmlab.api.translation.TableFrames;
import org.mmlab.api.translation.TranslationFault;
import org.mmlab.api.translation.WalkTrace;
import org.mmlab.hardware.mmu.Mmu;
import org.mmlab.hardware.ram.Contents;
import org.mmlab.hardware.ram.Ram;
import org.mmlab.hardware.tlb.TlbGeometry;

class LongModeTranslationTest {
    private static final long VA = 0x7f12_3456_7000L;
    private static final long DATA_FRAME = 0x77;

    private final Ram ram = new Ram(1 << 16, Contents.NONE);
    private final X8664FourLevelFormat format = new X8664FourLevelFormat();
    private final PageTable table = format.create(ram, counting(), null);
    private final Mmu mmu = new Mmu(format, ram, TlbGeometry.SKYLAKE);

    private static TableFrames counting() {
        return new TableFrames() {
            private long next = 0x1000;

            @Override
            public long allocate(int level) {
                return next++;
            }

            @Override
            public void free(long pfn, int level) {}
        };
    }

    private long map(int rights) {
        long slot = table.ensure(VA, 1);
        table.write(slot, format.codec().make(DATA_FRAME, format.codec().protection(rights)));
        mmu.load(table.root(), table.kernelRoot(), 1);
        return slot;
    }

    @Test
    void aWalkReadsOneEntryOfEachLevelAndTheNextAccessHitsTheTlb() {
        map(Protection.READ);
        WalkTrace trace = new WalkTrace();
        mmu.traceTo(trace);

        assertThat(mmu.translate(VA + 0x123, Access.READ)).isEqualTo((DATA_FRAME << 12) + 0x123);
        assertThat(trace.steps()).isEqualTo(4);
        assertThat(trace.level(0)).isEqualTo(4);
        assertThat(trace.index(3)).isEqualTo((int) (VA >>> 12) & 511);
        assertThat(mmu.walkReads()).isEqualTo(4);

        assertThat(mmu.translate(VA + 8, Access.READ)).isEqualTo((DATA_FRAME << 12) + 8);
        assertThat(mmu.walkReads()).isEqualTo(4);
        assertThat(mmu.tlb().counters().hits()).isEqualTo(1);
    }

    @Test
    void theFirstWriteThroughACleanEntrySetsTheDirtyBitInMemory() {
        long slot = map(Protection.READ | Protection.WRITE | Protection.SHARED);
        mmu.translate(VA, Access.READ);
        assertThat(format.codec().isDirty(table.read(slot))).isFalse();

        mmu.translate(VA, Access.WRITE);
        assertThat(format.codec().isDirty(table.read(slot))).isTrue();
        assertThat(mmu.counters().dirtyWalks()).isEqualTo(1);

        mmu.translate(VA, Access.WRITE);
        assertThat(mmu.counters().walks()).isEqualTo(2);
    }

    @Test
    void faultsSayWhy() {
        mmu.load(table.root(), table.kernelRoot(), 1);
        long missing = mmu.translate(VA, Access.WRITE);
        assertThat(TranslationFault.errorBits(missing)).isEqualTo(TranslationFault.WRITE | TranslationFault.USER);

        map(Protection.READ);
        long readOnly = mmu.translate(VA, Access.WRITE);
        assertThat(TranslationFault.errorBits(readOnly))
                .isEqualTo(TranslationFault.PRESENT | TranslationFault.WRITE | TranslationFault.USER);
        long notExecutable = mmu.translate(VA, Access.FETCH);
        assertThat(TranslationFault.errorBits(notExecutable))
                .isEqualTo(TranslationFault.PRESENT | TranslationFault.FETCH | TranslationFault.USER);
        long hole = mmu.translate(Addresses.virt(1L << 47), Access.READ);
        assertThat(TranslationFault.errorBits(hole)).isEqualTo(TranslationFault.NON_CANONICAL);
    }

    @Test
    void freeingTablesStopsAtTheNeighbours() {
        map(Protection.READ);
        assertThat(table.tables()).isEqualTo(4);
        table.write(table.find(VA, 1), 0);

        table.freeTables(VA, VA + 4096, VA - 4096, VA + 8192);
        assertThat(table.tables()).isEqualTo(4);
        table.freeTables(VA, VA + 4096, 0, 0);
        assertThat(table.tables()).isEqualTo(1);
        table.destroy();
    }
}
