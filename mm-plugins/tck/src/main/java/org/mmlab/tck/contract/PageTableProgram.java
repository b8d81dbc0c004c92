package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.api.translation.PageTableGeometry;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.TranslationFault;
import org.mmlab.api.translation.WalkResult;
import org.mmlab.hardware.mmu.Mmu;
import org.mmlab.hardware.ram.Contents;
import org.mmlab.hardware.ram.Ram;
import org.mmlab.hardware.tlb.TlbGeometry;

/**
 * Runs random steps against a page table with an MMU before it, and against a map that says what each page should be; compares
 * the two after every step. The pages lie in a few clusters astride the borders of tables, at both ends of the process's part.
 */
final class PageTableProgram {
    static final int PAGES = 160;
    private static final int CLUSTER = 40;
    private static final int SWAP_DEVICE = 3;
    private static final long TABLE_FRAMES = 0x1000;
    private static final int TABLE_BUDGET = 4096;
    private static final TlbGeometry SMALL_TLB = new TlbGeometry(8, 2, 4, 2, 2, 2, 16, 4);

    private final PageTableFormat format;
    private final PteCodec codec;
    private final Ram ram = new Ram(1 << 16, Contents.NONE);
    private final CountingFrames frames = new CountingFrames(Addresses.pfn(TABLE_FRAMES), TABLE_BUDGET);
    private final PageTable table;
    private final Mmu mmu;
    private final long emptyTables;
    private final Map<Integer, Expected> model = new TreeMap<>();

    /** What a page should be. */
    private record Expected(long frame, boolean swapped, int rights, boolean young, boolean dirty) {}

    PageTableProgram(PageTableFormat format) {
        this.format = format;
        this.codec = format.codec();
        this.table = Subjects.create(format, ram, frames, null);
        this.mmu = new Mmu(format, ram, SMALL_TLB);
        this.emptyTables = table.tables();
        mmu.load(table.root(), table.kernelRoot(), 1);
    }

    /** The address of a page; ascending in {@code page}. */
    @VirtAddr long address(int page) {
        PageTableGeometry geometry = format.geometry();
        long end = Addresses.rawVirt(geometry.userEnd()) & ~Addresses.PAGE_OFFSET_MASK;
        long table = (long) geometry.slotRun() << Addresses.PAGE_SHIFT;
        long[] bases = {
            Addresses.PAGE_SIZE,
            4 * table - CLUSTER / 2 * Addresses.PAGE_SIZE,
            (end >>> 1 & -table) - CLUSTER / 2 * Addresses.PAGE_SIZE,
            end - CLUSTER * Addresses.PAGE_SIZE
        };
        return Addresses.virt(bases[page / CLUSTER] + (long) (page % CLUSTER) * Addresses.PAGE_SIZE);
    }

    void run(PageTableStep step) {
        int end = Math.min(PAGES, step.page() + step.count());
        for (int page = step.page(); page < end; page++) {
            switch (step.kind()) {
                case MAP -> map(page, step.frame() + page - step.page(), step.rights());
                case PROTECT -> protect(page, step.rights());
                case SWAP_OUT -> swapOut(page, step.frame() + 1);
                case ACCESS -> access(page, step.access());
                case CLEAN -> clean(page);
                case UNMAP -> clear(page);
            }
        }
        if (step.kind() == PageTableStep.Kind.UNMAP) {
            freeTables(step.page(), end);
        }
    }

    private void map(int page, long frame, int rights) {
        @PhysAddr long slot = table.ensure(address(page), 1);
        assertThat(slot != Addresses.NO_PHYS).as("a slot was to be had").isTrue();
        table.write(slot, codec.mkOld(codec.make(Addresses.pfn(frame), codec.protection(rights))));
        mmu.flushPage(address(page));
        model.put(page, new Expected(frame, false, rights, false, false));
    }

    private void protect(int page, int rights) {
        Expected old = model.get(page);
        if (old != null && !old.swapped()) {
            @PhysAddr long slot = table.find(address(page), 1);
            table.write(slot, codec.modify(table.read(slot), codec.protection(rights)));
            mmu.flushPage(address(page));
            model.put(page, new Expected(old.frame(), false, rights, old.young(), old.dirty()));
        }
    }

    private void swapOut(int page, long offset) {
        if (model.containsKey(page)) {
            table.write(table.find(address(page), 1), codec.swap(SWAP_DEVICE, offset));
            mmu.flushPage(address(page));
            model.put(page, new Expected(offset, true, 0, false, false));
        }
    }

    private void clean(int page) {
        Expected old = model.get(page);
        if (old != null && !old.swapped()) {
            @PhysAddr long slot = table.find(address(page), 1);
            table.write(slot, codec.mkOld(codec.mkClean(table.read(slot))));
            mmu.flushPage(address(page));
            model.put(page, new Expected(old.frame(), false, old.rights(), false, false));
        }
    }

    private void clear(int page) {
        if (model.remove(page) != null) {
            table.write(table.find(address(page), 1), PteCodec.NONE);
            mmu.flushPage(address(page));
        }
    }

    /** Frees tables as a process does that unmaps an area between two neighbours. */
    private void freeTables(int from, int to) {
        int below = -1;
        int above = PAGES;
        for (int page : model.keySet()) {
            if (page < from) {
                below = page;
            } else if (above == PAGES) {
                above = page;
            }
        }
        @VirtAddr long floor = below < 0 ? Addresses.virt(0) : address(below) + Addresses.PAGE_SIZE;
        @VirtAddr long ceiling = above == PAGES ? Addresses.virt(0) : address(above);
        table.freeTables(address(from), address(to - 1) + Addresses.PAGE_SIZE, floor, ceiling);
    }

    private void access(int page, int access) {
        Expected expected = model.get(page);
        @VirtAddr long va = address(page) + (page * 24L & Addresses.PAGE_OFFSET_MASK);
        long translation = mmu.translate(va, access);
        if (expected == null || expected.swapped()) {
            assertThat(TranslationFault.isFault(translation)).isTrue();
            assertThat(TranslationFault.errorBits(translation) & TranslationFault.PRESENT)
                    .isZero();
            return;
        }
        long made = codec.make(Addresses.pfn(expected.frame()), codec.protection(expected.rights()));
        if (!isPermitted(made, access)) {
            assertThat(TranslationFault.isFault(translation)).isTrue();
            assertThat((TranslationFault.errorBits(translation) & TranslationFault.WRITE) != 0)
                    .isEqualTo((access & Access.WRITE) != 0);
            assertThat((TranslationFault.errorBits(translation) & TranslationFault.USER) != 0)
                    .isEqualTo((access & Access.SUPERVISOR) == 0);
            return;
        }
        assertThat(translation)
                .as("page %d", page)
                .isEqualTo((expected.frame() << Addresses.PAGE_SHIFT) + Addresses.offsetInPage(va));
        boolean dirty = expected.dirty() || (access & Access.WRITE) != 0;
        model.put(page, new Expected(expected.frame(), false, expected.rights(), true, dirty));
    }

    private boolean isPermitted(long pte, int access) {
        if (codec.isProtNone(pte)) {
            return false;
        }
        if ((access & Access.WRITE) != 0) {
            return codec.isWrite(pte);
        }
        return (access & Access.FETCH) == 0 || codec.isExec(pte);
    }

    /** Compares every page, and the way from one mapped page to the next, with the model. */
    void check() {
        for (int page = 0; page < PAGES; page++) {
            @PhysAddr long slot = table.find(address(page), 1);
            long pte = slot == Addresses.NO_PHYS ? PteCodec.NONE : table.read(slot);
            Expected expected = model.get(page);
            if (expected == null) {
                assertThat(codec.isNone(pte)).as("page %d is not mapped", page).isTrue();
            } else {
                compare(page, pte, expected);
                assertThat(frames.isOut(Addresses.pfnOf(slot)))
                        .as("a slot lies in a table frame")
                        .isTrue();
                assertThat(table.lookup(address(page)) == slot).isTrue();
                assertThat(table.lookupLevel()).isEqualTo(1);
            }
        }
        checkOrder();
        assertThat(table.tables()).isEqualTo(frames.outstanding());
        assertThat(ram.backedFrames()).isEqualTo(frames.outstanding());
        mmu.tlb().forEach((va, asid, shift, page, rights) -> checkCached(va, page, rights));
    }

    /** A TLB entry may know less than the tables, never other things. */
    private void checkCached(@VirtAddr long va, @PhysAddr long page, int rights) {
        long pte = table.read(table.find(va, 1));
        assertThat(codec.isPresent(pte) && codec.pfn(pte) == Addresses.pfnOf(page))
                .as("TLB entry of 0x%x is in the table", Addresses.rawVirt(va))
                .isTrue();
        assertThat((rights & Access.WRITE) == 0 || codec.isWrite(pte)).isTrue();
        assertThat((rights & WalkResult.DIRTY) == 0 || codec.isDirty(pte)).isTrue();
    }

    private void compare(int page, long pte, Expected expected) {
        if (expected.swapped()) {
            assertThat(codec.isSwap(pte)).as("page %d is swapped", page).isTrue();
            assertThat(codec.swapType(pte)).isEqualTo(SWAP_DEVICE);
            assertThat(codec.swapOffset(pte)).isEqualTo(expected.frame());
            return;
        }
        long made = codec.make(Addresses.pfn(expected.frame()), codec.protection(expected.rights()));
        assertThat(Addresses.rawPfn(codec.pfn(pte)))
                .as("frame of page %d", page)
                .isEqualTo(expected.frame());
        assertThat(codec.isWrite(pte)).isEqualTo(codec.isWrite(made));
        assertThat(codec.isExec(pte)).isEqualTo(codec.isExec(made));
        assertThat(codec.isProtNone(pte)).isEqualTo(codec.isProtNone(made));
        assertThat(codec.isYoung(pte)).as("accessed bit of page %d", page).isEqualTo(expected.young());
        assertThat(codec.isDirty(pte)).as("dirty bit of page %d", page).isEqualTo(expected.dirty());
    }

    private void checkOrder() {
        @VirtAddr long end = format.geometry().userEnd();
        @VirtAddr long at = Addresses.virt(0);
        for (int page : model.keySet()) {
            at = table.nextPopulated(at, end);
            assertThat(Addresses.rawVirt(at)).isEqualTo(Addresses.rawVirt(address(page)));
            at = at + Addresses.PAGE_SIZE;
        }
        assertThat(Addresses.rawVirt(table.nextPopulated(at, end))).isEqualTo(Addresses.rawVirt(end));
    }

    /** Unmaps everything and gives the table up: no frame may be left. */
    void tearDown() {
        for (int page = 0; page < PAGES; page++) {
            clear(page);
        }
        table.freeTables(Addresses.virt(0), format.geometry().userEnd(), Addresses.virt(0), Addresses.virt(0));
        assertThat(table.tables()).isEqualTo(emptyTables);
        table.destroy();
        assertThat(frames.outstanding()).isZero();
        assertThat(ram.backedFrames()).isZero();
    }
}
