package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PageTableGeometry;
import org.mmlab.api.translation.Protection;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.TranslationFault;
import org.mmlab.hardware.mmu.Mmu;
import org.mmlab.hardware.ram.Contents;
import org.mmlab.hardware.ram.Ram;
import org.mmlab.hardware.tlb.TlbGeometry;

/**
 * What every page-table format must do. The author of one supplies {@link #format}:
 *
 * <pre>
 *   class MyFormatTest implements PageTableContract {
 *       public PageTableFormat format() {
 *           return new MyFormat();
 *       }
 *   }
 * </pre>
 *
 * <p>Tables are edited and walked in a RAM without contents, so that a word kept outside a table frame is lost and shows.
 */
public interface PageTableContract extends PteCodecContract {
    /** First of the frames that tables get. */
    long TABLE_FRAMES = 0x1000;

    /** Random programs over the pages of a few clusters. */
    @Provide
    default Arbitrary<List<PageTableStep>> programs() {
        Arbitrary<PageTableStep> steps = Combinators.combine(
                        Arbitraries.of(PageTableStep.Kind.values()),
                        Arbitraries.integers().between(0, PageTableProgram.PAGES - 1),
                        Arbitraries.integers().between(1, 60),
                        Arbitraries.longs().between(1, 0xfff),
                        Arbitraries.integers().between(0, Protection.MASK),
                        Arbitraries.of(
                                Access.READ,
                                Access.WRITE,
                                Access.FETCH,
                                Access.READ | Access.SUPERVISOR,
                                Access.WRITE | Access.SUPERVISOR))
                .as(PageTableStep::new);
        return steps.list().ofMinSize(1).ofMaxSize(25);
    }

    /** Editing and walking agree with a plain map at every step; at the end no table frame is left. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    default void aTableEqualsItsModel(@ForAll("programs") List<PageTableStep> program) {
        PageTableProgram run = new PageTableProgram(format());
        for (PageTableStep step : program) {
            run.run(step);
            run.check();
        }
        run.tearDown();
    }

    /** Where frames run out, ensure says so, what is mapped stays, and everything can still be freed. */
    @Property(tries = 100)
    default void runningOutOfMemoryLosesNothing(@ForAll @IntRange(min = 2, max = 12) int budget) {
        Ram ram = new Ram(1 << 16, Contents.NONE);
        CountingFrames frames = new CountingFrames(Addresses.pfn(TABLE_FRAMES), budget);
        PageTable table = Subjects.create(format(), ram, frames, null);
        PteCodec codec = format().codec();
        long end = Addresses.rawVirt(format().geometry().userEnd());
        long stride = (end / 64) & ~Addresses.PAGE_OFFSET_MASK;
        int mapped = 0;
        while (mapped < 60) {
            @PhysAddr long slot = table.ensure(Addresses.virt(stride * mapped), 1);
            if (slot == Addresses.NO_PHYS) {
                break;
            }
            table.write(slot, codec.make(Addresses.pfn(mapped + 1), codec.protection(Protection.READ)));
            mapped++;
        }
        assertThat(frames.outstanding()).isLessThanOrEqualTo(budget);
        for (int i = 0; i < mapped; i++) {
            @PhysAddr long slot = table.find(Addresses.virt(stride * i), 1);
            assertThat(Addresses.rawPfn(codec.pfn(table.read(slot)))).isEqualTo(i + 1);
            table.write(slot, PteCodec.NONE);
        }
        table.freeTables(Addresses.virt(0), format().geometry().userEnd(), Addresses.virt(0), Addresses.virt(0));
        table.destroy();
        assertThat(frames.outstanding()).isZero();
    }

    /** Thousands of pages far apart are all found, in order, and leave nothing behind. */
    @Property(tries = 5)
    default void manyPagesFarApartAreAllFound(@ForAll @IntRange(min = 2000, max = 4000) int pages) {
        Ram ram = new Ram(1 << 16, Contents.NONE);
        CountingFrames frames = new CountingFrames(Addresses.pfn(TABLE_FRAMES), 1 << 15);
        PageTable table = Subjects.create(format(), ram, frames, null);
        PteCodec codec = format().codec();
        long end = Addresses.rawVirt(format().geometry().userEnd());
        long stride = (end / pages) & ~Addresses.PAGE_OFFSET_MASK;
        for (int i = 0; i < pages; i++) {
            @PhysAddr long slot = table.ensure(Addresses.virt(stride * i), 1);
            table.write(slot, codec.make(Addresses.pfn(i + 1), codec.protection(Protection.READ)));
        }
        Mmu mmu = new Mmu(format(), ram, TlbGeometry.ONE_LEVEL);
        mmu.load(table.root(), table.kernelRoot(), 1);
        for (int i = pages - 1; i >= 0; i--) {
            @VirtAddr long va = Addresses.virt(stride * i);
            assertThat(mmu.translate(va, Access.READ)).isEqualTo((i + 1L) << Addresses.PAGE_SHIFT);
            assertThat(Addresses.rawVirt(table.nextPopulated(va, va + stride))).isEqualTo(stride * i);
            table.write(table.find(va, 1), PteCodec.NONE);
        }
        table.freeTables(Addresses.virt(0), format().geometry().userEnd(), Addresses.virt(0), Addresses.virt(0));
        table.destroy();
        assertThat(frames.outstanding()).isZero();
    }

    /** A large page maps all of its bytes, hides the level below, and can be split into small pages that map the same. */
    @Property(tries = 100)
    default void aLargePageMapsAllOfItsBytes(@ForAll long anyOffset, @ForAll @IntRange(min = 1, max = 20) int where) {
        PageTableGeometry geometry = format().geometry();
        for (int level = 2; level <= geometry.depth(); level++) {
            if (geometry.hasLeaf(level)) {
                LargePage large = new LargePage(format(), level, where);
                large.checkTranslation(anyOffset);
                large.checkCover();
                large.split();
                large.checkTranslation(anyOffset);
                large.tearDown();
            }
        }
    }

    /** What the kernel maps, before and after a process's table is made, the process sees in supervisor mode, and only then. */
    @Property(tries = 50)
    default void kernelMappingsAreShared(
            @ForAll @IntRange(max = 200) int early, @ForAll @IntRange(max = 200) int late) {
        Ram ram = new Ram(1 << 16, Contents.NONE);
        CountingFrames frames = new CountingFrames(Addresses.pfn(TABLE_FRAMES), 1000);
        PageTable kernel = Subjects.create(format(), ram, frames, null);
        @VirtAddr long first = kernelPage(early);
        @VirtAddr long second = kernelPage(201 + late);
        mapKernel(kernel, first, 0x111);
        PageTable process = Subjects.create(format(), ram, frames, kernel);
        mapKernel(process, second, 0x222);
        Mmu mmu = new Mmu(format(), ram, TlbGeometry.ONE_LEVEL);
        mmu.load(process.root(), process.kernelRoot(), 1);

        assertThat(mmu.translate(first, Access.READ | Access.SUPERVISOR)).isEqualTo(0x111L << Addresses.PAGE_SHIFT);
        assertThat(mmu.translate(second, Access.WRITE | Access.SUPERVISOR)).isEqualTo(0x222L << Addresses.PAGE_SHIFT);
        assertThat(TranslationFault.isFault(mmu.translate(first, Access.READ))).isTrue();
        assertThat(TranslationFault.isFault(mmu.translate(second, Access.READ))).isTrue();
        assertThat(kernel.find(second, 1) == process.find(second, 1)).isTrue();

        process.destroy();
        for (@VirtAddr long page : new @VirtAddr long[] {first, second}) {
            kernel.write(kernel.find(page, 1), PteCodec.NONE);
        }
        kernel.freeTables(first, second + Addresses.PAGE_SIZE, Addresses.virt(0), Addresses.virt(0));
        kernel.destroy();
        assertThat(frames.outstanding()).isZero();
    }

    private void mapKernel(PageTable table, @VirtAddr long va, long frame) {
        PteCodec codec = format().codec();
        @Pfn long pfn = Addresses.pfn(frame);
        table.write(table.ensure(va, 1), codec.make(pfn, codec.kernelProtection(Protection.READ | Protection.WRITE)));
    }

    /** Pages of the kernel's part, far enough apart to need tables of their own; in the part that is mapped on MIPS too. */
    private @VirtAddr long kernelPage(int number) {
        long start = Math.max(Addresses.rawVirt(format().geometry().kernelStart()), -Long.MAX_VALUE);
        if (format().geometry().virtualBits() == Integer.SIZE) {
            start = Math.max(start, 0xc000_0000L);
        }
        return Addresses.virt(start + (long) number * 0x20_1000);
    }

    /** An address that is not canonical faults as such and walks nothing. */
    @Property(tries = 50)
    default void aNonCanonicalAddressIsNotWalked(@ForAll long raw) {
        Ram ram = new Ram(1 << 16, Contents.NONE);
        CountingFrames frames = new CountingFrames(Addresses.pfn(TABLE_FRAMES), 1000);
        PageTable table = Subjects.create(format(), ram, frames, null);
        Mmu mmu = new Mmu(format(), ram, TlbGeometry.ONE_LEVEL);
        mmu.load(table.root(), table.kernelRoot(), 1);
        @VirtAddr long va = Addresses.virt(raw);
        long fault = mmu.translate(va, Access.READ);
        assertThat(TranslationFault.isFault(fault)).isTrue();
        boolean canonical = format().geometry().isCanonical(va);
        assertThat((TranslationFault.errorBits(fault) & TranslationFault.NON_CANONICAL) == 0)
                .isEqualTo(canonical);
        if (!canonical) {
            assertThat(mmu.walkReads()).isZero();
        }
    }

    /** A level that the format lacks is a bug of the caller. */
    @Property(tries = 5)
    default void aLevelThatIsNotThereIsRefused(@ForAll @IntRange(min = 1, max = 5) int beyond) {
        Ram ram = new Ram(1 << 16, Contents.NONE);
        CountingFrames frames = new CountingFrames(Addresses.pfn(TABLE_FRAMES), 1000);
        PageTable table = Subjects.create(format(), ram, frames, null);
        int level = format().geometry().depth() + beyond;
        assertThatThrownBy(() -> table.find(Addresses.virt(0), level)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.ensure(Addresses.virt(0), level)).isInstanceOf(IllegalArgumentException.class);
    }
}
