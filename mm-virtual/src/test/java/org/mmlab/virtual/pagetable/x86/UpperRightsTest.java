package org.mmlab.virtual.pagetable.x86;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.api.translation.Protection;
import org.mmlab.api.translation.PteBit;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.TableFrames;
import org.mmlab.api.translation.TranslationFault;
import org.mmlab.hardware.mmu.Mmu;
import org.mmlab.hardware.ram.Contents;
import org.mmlab.hardware.ram.Ram;
import org.mmlab.hardware.tlb.TlbGeometry;

/** A right that is missing in an entry above the leaf is missing for the page (Intel SDM volume 3, 4.6). */
class UpperRightsTest {
    private static final long VA = 0x1234_5000L;

    @Provide
    Arbitrary<PageTableFormat> formats() {
        return Arbitraries.of(
                new X8664FourLevelFormat(), new X8664FiveLevelFormat(), new I386PaeFormat(), new I386Format());
    }

    @Property(tries = 200)
    void aRightIsWorthNothingWhereAnUpperLevelLacksIt(
            @ForAll("formats") PageTableFormat format,
            @ForAll @IntRange(min = 2, max = 5) int anyLevel,
            @ForAll @IntRange(max = 3) int lacking) {
        boolean pae = format instanceof I386PaeFormat;
        int level = Math.min(anyLevel, pae ? 2 : format.geometry().depth());
        Ram ram = new Ram(1 << 16, Contents.NONE);
        PageTable table = mapped(format, ram);
        PteCodec codec = format.codec();
        long slot = table.find(VA, level);
        long entry = table.read(slot);
        long changed = switch (lacking) {
            case 0 -> codec.clear(entry, PteBit.WRITE);
            case 1 -> codec.clear(entry, PteBit.USER);
            case 2 -> codec.set(entry, PteBit.NO_EXECUTE);
            default -> codec.clear(entry, PteBit.ACCESSED);
        };
        table.write(slot, changed);
        Mmu mmu = new Mmu(format, ram, TlbGeometry.ONE_LEVEL);
        mmu.load(table.root(), table.kernelRoot(), 1);

        boolean inhibits = lacking == 2 && codec.supports(PteBit.NO_EXECUTE);
        assertThat(faults(mmu, Access.READ)).isEqualTo(lacking == 1);
        assertThat(faults(mmu, Access.WRITE)).isEqualTo(lacking <= 1);
        assertThat(faults(mmu, Access.FETCH)).isEqualTo(lacking == 1 || inhibits);
        assertThat(faults(mmu, Access.READ | Access.SUPERVISOR)).isFalse();
        assertThat(faults(mmu, Access.WRITE | Access.SUPERVISOR)).as("CR0.WP").isEqualTo(lacking == 0);
        assertThat(codec.isYoung(table.read(slot)))
                .as("accessed is set on the way")
                .isTrue();
    }

    private static boolean faults(Mmu mmu, int access) {
        return TranslationFault.isFault(mmu.translate(VA, access));
    }

    @Property(tries = 100)
    void aReservedBitFaultsAsSuch(@ForAll @IntRange(min = 2, max = 4) int level) {
        Ram ram = new Ram(1 << 16, Contents.NONE);
        PageTableFormat format = new X8664FourLevelFormat();
        PageTable table = mapped(format, ram);
        long slot = table.find(VA, level);
        long reserved = level == 4 ? table.read(slot) | X86Bits.PSE : 1L << 13 | X86Bits.PSE | X86Bits.PRESENT;
        table.write(slot, reserved);
        Mmu mmu = new Mmu(format, ram, TlbGeometry.ONE_LEVEL);
        mmu.load(table.root(), table.kernelRoot(), 1);
        assertThat(TranslationFault.errorBits(mmu.translate(VA, Access.READ)))
                .isEqualTo(TranslationFault.PRESENT | TranslationFault.RESERVED | TranslationFault.USER);
    }

    private static PageTable mapped(PageTableFormat format, Ram ram) {
        PageTable table = format.create(
                ram,
                new TableFrames() {
                    private long next = 0x1000;

                    @Override
                    public long allocate(int level) {
                        return next++;
                    }

                    @Override
                    public void free(long pfn, int level) {}
                },
                null);
        int rights = Protection.READ | Protection.WRITE | Protection.EXEC | Protection.SHARED;
        PteCodec codec = format.codec();
        table.write(table.ensure(VA, 1), codec.make(7, codec.protection(rights)));
        return table;
    }
}
