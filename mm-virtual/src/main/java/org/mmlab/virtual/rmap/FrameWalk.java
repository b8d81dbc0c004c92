package org.mmlab.virtual.rmap;

import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.mapping.AnonVmaNumbers;
import org.mmlab.virtual.mm.FileMapping;
import org.mmlab.virtual.mm.FileTable;
import org.mmlab.virtual.mm.RangeNode;
import org.mmlab.virtual.mm.RangeTree;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;

/**
 * Visits every entry that maps a frame, or any frame of a compound page (Linux: {@code rmap_walk}, {@code page_vma_mapped_walk}).
 * O(areas that may map it); no garbage.
 */
final class FrameWalk {
    private final Paging paging;
    private final FrameTable table;
    private final AnonVmaNumbers numbers;
    private final FileTable files;
    private final HugeEntries huge;
    private final Entries entries;

    FrameWalk(Paging paging, AnonVmaNumbers numbers, FileTable files, HugeEntries huge, Entries entries) {
        this.paging = paging;
        this.table = paging.table();
        this.numbers = numbers;
        this.files = files;
        this.huge = huge;
        this.entries = entries;
    }

    /** Which entries are visited. */
    interface Entries {
        /** The frame that a base entry names; {@code NO_FRAME} where it is not of this kind. */
        @FrameIndex int frame(long pte);

        /** The slot of the huge entry of this kind for {@code page}; {@code NO_PHYS} where there is none. */
        @PhysAddr long findHuge(MmPages mm, long page);

        /** The first frame that a huge entry of this kind names. */
        @FrameIndex int head(long entry);
    }

    /** What is done with each entry. */
    interface Visitor {
        /** Whether an area is of interest. */
        default boolean wants(Vma vma) {
            return true;
        }

        /** A base entry names {@code frame}; false ends the walk. */
        boolean base(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte, @FrameIndex int frame);

        /** A huge entry names the compound page; false ends the walk. One that splits it is shown the base entries next. */
        boolean huge(MmPages mm, Vma vma, long first, @PhysAddr long slot, long entry);
    }

    /** Walks the entries that map the page of a frame; returns whether it came to its end. */
    boolean walk(@FrameIndex int frame, Visitor visitor) {
        @FrameIndex int head = table.head(frame);
        return walk(head, head, visitor);
    }

    /** Walks the entries that name {@code named} in the areas that may map {@code owner}: first frames of pages of one size. */
    boolean walk(@FrameIndex int owner, @FrameIndex int named, Visitor visitor) {
        RangeTree areas = areasOf(owner);
        if (areas == null) {
            return true;
        }
        long first = table.index(owner);
        long last = first + (1L << paging.frames().order(owner)) - 1;
        for (RangeNode node = areas.first(first, last); node != null; node = areas.next(node, first, last)) {
            Vma vma = node.vma();
            if (visitor.wants(vma) && !area(vma, named, first, last, visitor)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable RangeTree areasOf(@FrameIndex int head) {
        int mapping = table.mapping(head);
        if (mapping == FrameTable.NO_MAPPING) {
            return null;
        }
        if (table.has(head, FrameFlag.ANON)) {
            return numbers.get(mapping).tree();
        }
        FileMapping file = files.mapping(mapping);
        return file == null ? null : file.areas();
    }

    private boolean area(Vma vma, @FrameIndex int head, long first, long last, Visitor visitor) {
        MmPages mm = MmPages.of(vma);
        long from = Math.max(first, vma.pageOffset());
        long to = Math.min(last, vma.pageOffset() + vma.pages() - 1);
        long page = Addresses.vpnOf(vma.addressOf(from));
        @PhysAddr long hugeSlot = first == last ? NO_PHYS : entries.findHuge(mm, page);
        if (hugeSlot != NO_PHYS) {
            long entry = mm.table().read(hugeSlot);
            if (entries.head(entry) == head && !visitor.huge(mm, vma, huge.extentOf(page), hugeSlot, entry)) {
                return false;
            }
        }
        for (long index = from; index <= to; index++, page++) {
            if (!page(mm, vma, page, Addresses.frame(Addresses.rawFrame(head) + (int) (index - first)), visitor)) {
                return false;
            }
        }
        return true;
    }

    private boolean page(MmPages mm, Vma vma, long page, @FrameIndex int frame, Visitor visitor) {
        @PhysAddr long slot = mm.table().find(Addresses.virtOfVpn(page), 1);
        if (slot == NO_PHYS) {
            return true;
        }
        long pte = mm.table().read(slot);
        return entries.frame(pte) != frame || visitor.base(mm, vma, page, slot, pte, frame);
    }
}
