package org.mmlab.lab.nonlinear;

import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.api.translation.Protection;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.TranslationFault;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.hardware.bus.Initiator;
import org.mmlab.hardware.mmu.Mmu;
import org.mmlab.hardware.tlb.TlbGeometry;
import org.mmlab.kit.machine.Machine;

/**
 * One shared area of a file whose pages lie in any order, as Linux had it until 4.0, with a page table in simulated RAM and an MMU of
 * its own. An entry that is not present holds the page's offset in the file ({@code pgoff_to_pte}; here in the form of a swap entry
 * of the last device). Nothing leads from a frame to its entries: whoever looks for them reads all of them.
 *
 * <p>As in Linux, only for files without write notification (tmpfs): others were mapped again by areas even then.
 */
public final class NonlinearArea {
    /** What {@link #load} returns behind the end of the file. */
    public static final int BUS_ERROR = -1;

    /** The type of entries that hold a file offset; no machine of the experiment has this many swap devices. */
    private static final int FILE_ENTRY = 22;

    private static final @VirtAddr long BASE = 0x7f00_0000_0000L;
    private static final int ASID = 1;
    /** Linux 3.x: {@code CLUSTER_SIZE}, in pages. */
    private static final int CLUSTER_PAGES = 32;

    private final PageCache cache;
    private final int file;
    private final int pages;
    private final FrameTable frames;
    private final Machine machine;
    private final BusPort port;
    private final PteCodec codec;
    private final PageTable table;
    private final Mmu mmu;
    private final long protection;
    private int cursor;
    private long faults;

    /** Maps {@code pages} pages of a file; each page is where it is in the file until {@link #remap} says otherwise. */
    public NonlinearArea(Machine machine, int file, int pages) {
        this.machine = machine;
        this.cache = machine.cache();
        this.file = file;
        this.pages = pages;
        this.frames = machine.memory().table();
        this.port = machine.bus().port(Initiator.KERNEL);
        PageTableFormat format = machine.paging().paging().format();
        this.codec = format.codec();
        PageTable made = format.create(port, new PlainTableFrames(machine.memory()), null);
        if (made == null) {
            throw new IllegalStateException("no frame is left for the page table of the experiment");
        }
        this.table = made;
        this.mmu = new Mmu(format, port, TlbGeometry.SKYLAKE);
        this.protection = codec.protection(Protection.READ | Protection.SHARED);
        mmu.load(table.root(), table.kernelRoot(), ASID);
    }

    private static @VirtAddr long addressOf(int page) {
        return BASE + ((long) page << Addresses.PAGE_SHIFT);
    }

    /** remap_file_pages of one page, populating it (Linux 3.x: {@code install_file_pte}, {@code mm_populate}). */
    public void remap(int page, long index) {
        @PhysAddr long slot = slot(page);
        drop(slot, page);
        table.write(slot, codec.swap(FILE_ENTRY, index));
        if (index < Addresses.pagesFor(cache.sizeBytes(file))) {
            fault(page, slot);
        }
    }

    private @PhysAddr long slot(int page) {
        @PhysAddr long slot = table.ensure(addressOf(page), 1);
        if (slot == NO_PHYS) {
            throw new IllegalStateException("no frame is left for a page table of the experiment");
        }
        return slot;
    }

    /** The first byte of a page, through the MMU; {@link #BUS_ERROR} where the file ends before it. */
    public int load(int page) {
        long physical = mmu.translate(addressOf(page), Access.READ);
        if (TranslationFault.isFault(physical)) {
            faults++;
            if (!fault(page, slot(page))) {
                return BUS_ERROR;
            }
            physical = mmu.translate(addressOf(page), Access.READ);
        }
        return machine.bus().port(Initiator.CPU).read8(Addresses.phys(physical));
    }

    /** Linux 3.x: {@code do_nonlinear_fault}: the entry itself says which page of the file is meant. */
    private boolean fault(int page, @PhysAddr long slot) {
        long entry = table.read(slot);
        long index = codec.isNone(entry) ? page : codec.swapOffset(entry);
        if (index >= Addresses.pagesFor(cache.sizeBytes(file))) {
            return false;
        }
        @FrameIndex int frame = cache.fault(file, index, PageCache.Access.NORMAL);
        if (frame == Addresses.NO_FRAME) {
            throw new IllegalStateException("no frame is left for page " + index + " of the file");
        }
        frames.addRef(frame, 1);
        frames.addMapcount(frame, 1);
        table.write(slot, codec.mkYoung(codec.make(machine.memory().pfnOf(frame), protection)));
        return true;
    }

    /** Takes a present page out of its entry, which the caller overwrites; gives the page's offset in the file. */
    private long drop(@PhysAddr long slot, int page) {
        long entry = table.read(slot);
        if (codec.isNone(entry)) {
            return page;
        }
        if (!codec.isPresent(entry)) {
            return codec.swapOffset(entry);
        }
        @FrameIndex int frame = machine.memory().frameOf(codec.pfn(entry));
        long index = frames.index(frame);
        mmu.flushPage(addressOf(page));
        frames.addMapcount(frame, -1);
        machine.memory().put(frame);
        return index;
    }

    /**
     * Finds and removes all entries of a frame, leaving offsets behind, by reading entry after entry until as many are found as the
     * frame has.
     *
     * @return entries that were read
     */
    public long unmap(@FrameIndex int frame) {
        long read = 0;
        for (int page = 0; page < pages && frames.mapcount(frame) > 0; page++) {
            @PhysAddr long slot = slot(page);
            long entry = table.read(slot);
            read++;
            if (codec.isPresent(entry) && machine.memory().frameOf(codec.pfn(entry)) == frame) {
                table.write(slot, codec.swap(FILE_ENTRY, drop(slot, page)));
            }
        }
        return read;
    }

    /**
     * What Linux did for want of a better way (3.x: {@code try_to_unmap_cluster}): it unmaps whatever the next clusters of the area
     * hold, as many pages as the frame has mappings, and hopes.
     *
     * @return whether the frame was among them
     */
    public boolean unmapCluster(@FrameIndex int frame) {
        int wanted = frames.mapcount(frame);
        for (int clusters = 0; wanted > 0 && clusters * CLUSTER_PAGES < pages; clusters++) {
            int first = cursor;
            cursor = cursor + CLUSTER_PAGES >= pages ? 0 : cursor + CLUSTER_PAGES;
            for (int page = first; page < Math.min(first + CLUSTER_PAGES, pages); page++) {
                @PhysAddr long slot = slot(page);
                long entry = table.read(slot);
                if (codec.isPresent(entry)) {
                    table.write(slot, codec.swap(FILE_ENTRY, drop(slot, page)));
                    wanted--;
                }
            }
        }
        return frames.mapcount(frame) == 0;
    }

    /**
     * Unmaps all pages of the file from {@code index} on, before the file is cut there (Linux 3.x: {@code unmap_mapping_range_list} of
     * {@code i_mmap_nonlinear}: the whole area is walked).
     *
     * @return entries that were read
     */
    public long truncate(long index) {
        for (int page = 0; page < pages; page++) {
            @PhysAddr long slot = slot(page);
            long entry = table.read(slot);
            if (codec.isPresent(entry) && frames.index(machine.memory().frameOf(codec.pfn(entry))) >= index) {
                table.write(slot, codec.swap(FILE_ENTRY, drop(slot, page)));
            }
        }
        return pages;
    }

    /** Faults that loads took. */
    public long faults() {
        return faults;
    }

    /** Pages of page tables, the top one included. */
    public long tables() {
        return table.tables();
    }

    /** Takes everything down. */
    public void close() {
        for (int page = 0; page < pages; page++) {
            @PhysAddr long slot = slot(page);
            drop(slot, page);
            table.write(slot, PteCodec.NONE);
        }
        table.freeTables(BASE, addressOf(pages), Addresses.virt(0), Addresses.virt(0));
        table.destroy();
    }
}
