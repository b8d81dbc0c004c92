package org.mmlab.virtual.huge;

import static org.mmlab.api.address.Addresses.NO_PHYS;

import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.frame.Frames;
import org.mmlab.virtual.mapping.AnonVmaNumbers;
import org.mmlab.virtual.mm.RangeNode;
import org.mmlab.virtual.mm.RangeTree;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;

/**
 * Anonymous compound pages as units of memory: who maps them, and how they become single frames again (Linux:
 * {@code split_folio}, {@code deferred_split_folio}). O(frames of the page).
 */
public final class LargeFolios {
    private static final int SHARED_FLAGS = FrameFlag.REFERENCED
            | FrameFlag.UPTODATE
            | FrameFlag.DIRTY
            | FrameFlag.WORKINGSET
            | FrameFlag.SWAPBACKED
            | FrameFlag.ANON;

    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final Frames frames;
    private final AnonVmaNumbers numbers;
    private final HugeEntries entries;
    private final SharedZeros zeros;
    private final IntLinkedOpenHashSet deferred = new IntLinkedOpenHashSet();

    /** Over the machine's parts. */
    public LargeFolios(Paging paging, AnonVmaNumbers numbers, HugeEntries entries, SharedZeros zeros) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.frames = paging.frames();
        this.numbers = numbers;
        this.entries = entries;
        this.zeros = zeros;
    }

    /** Sum of the map counts of all frames of a compound page. */
    public int mappings(@FrameIndex int head) {
        int sum = 0;
        int first = Addresses.rawFrame(head);
        for (int i = 0; i < 1 << frames.order(head); i++) {
            sum += table.mapcount(Addresses.frame(first + i));
        }
        return sum;
    }

    /**
     * Whether a compound page is mapped by base entries of one address space alone, more than one of them, and referenced by
     * nothing else: then a write may use {@code frame} again, and the frame is exclusive from now on. The compound page keeps its
     * anon_vma, for the entries may lie in several areas, and only the one that all descend from finds them all. Since 6.15 (Linux:
     * {@code __wp_can_reuse_large_anon_folio}); before, such pages were always copied.
     */
    public boolean claimIfAlone(@FrameIndex int frame, MmPages mm) {
        if (!paging.kernel().atLeast(KernelVersion.V6_18)) {
            return false;
        }
        @FrameIndex int head = table.head(frame);
        if (table.has(head, FrameFlag.SWAPCACHE)) {
            paging.swap().freeCache(head);
        }
        int references = table.refcount(head);
        boolean alone = references > 1 && references == mappings(head) && !isMappedByOthers(head, mm);
        if (alone) {
            table.set(frame, FrameFlag.ANON_EXCLUSIVE);
        }
        return alone;
    }

    /** Whether an entry outside {@code mm} maps a part of a compound page (Linux: {@code folio_maybe_mapped_shared}). */
    public boolean isMappedByOthers(@FrameIndex int frame, MmPages mm) {
        @FrameIndex int head = table.head(frame);
        return mappings(head) != mappingsIn(mm, head);
    }

    /**
     * Whether entries from {@code page} on, and before {@code end}, map all frames of a compound page in order, beginning with
     * {@code frame}: its first (Linux: {@code madvise_folio_pte_batch}).
     */
    public boolean isMappedWhole(@FrameIndex int frame, MmPages mm, long page, long end) {
        int pages = 1 << frames.order(frame);
        if (frame != table.head(frame) || page + pages > end) {
            return false;
        }
        int i = 0;
        while (i < pages && maps(mm, page + i, Addresses.frame(Addresses.rawFrame(frame) + i))) {
            i++;
        }
        return i == pages;
    }

    /** Frames of a compound page that an address space maps, each as often as it is mapped. */
    private int mappingsIn(MmPages mm, @FrameIndex int head) {
        RangeTree areas = numbers.get(table.mapping(head)).tree();
        long first = table.index(head);
        int pages = 1 << frames.order(head);
        int found = 0;
        for (RangeNode node = areas.first(first, first + pages - 1);
                node != null;
                node = areas.next(node, first, first + pages - 1)) {
            Vma vma = node.vma();
            if (MmPages.of(vma) == mm) {
                long start = Addresses.vpnOf(vma.start());
                for (int i = 0; i < pages; i++) {
                    long page = start + (first + i - vma.pageOffset());
                    if (page >= start
                            && page < start + vma.pages()
                            && maps(mm, page, Addresses.frame(Addresses.rawFrame(head) + i))) {
                        found++;
                    }
                }
            }
        }
        return found;
    }

    private boolean maps(MmPages mm, long page, @FrameIndex int frame) {
        @PhysAddr long slot = entries.find(mm, page);
        if (slot != NO_PHYS) {
            int first = Addresses.rawFrame(entries.head(mm.table().read(slot)));
            return first + (int) (page - entries.extentOf(page)) == Addresses.rawFrame(frame);
        }
        slot = mm.table().find(Addresses.virtOfVpn(page), 1);
        long pte = slot == NO_PHYS ? PteCodec.NONE : mm.table().read(slot);
        return codec.isPresent(pte) && paging.normalFrame(pte) == frame;
    }

    /** A base entry lost a frame: a compound page that is mapped in part waits to be split when memory is short. */
    public void mappingRemoved(@FrameIndex int frame) {
        if (frames.isLarge(frame) && table.mapcount(frame) == 0) {
            deferred.add(Addresses.rawFrame(table.head(frame)));
        }
    }

    /** A page moved; a compound one goes on waiting to be split at its new place. */
    public void moved(@FrameIndex int from, @FrameIndex int to) {
        if (from != to && deferred.remove(Addresses.rawFrame(from))) {
            deferred.add(Addresses.rawFrame(to));
        }
    }

    /** Compound pages that may be mapped in part. */
    public int deferred() {
        return deferred.size();
    }

    /**
     * Splits the pages that are mapped in part, so that what nobody maps is freed (Linux: {@code deferred_split_scan}).
     *
     * @return how many pages were split
     */
    public int splitDeferred() {
        int split = 0;
        int[] heads = deferred.toIntArray();
        deferred.clear();
        for (int raw : heads) {
            @FrameIndex int head = Addresses.frame(raw);
            if (table.has(head, FrameFlag.HEAD | FrameFlag.ANON) && split(head)) {
                split++;
            }
        }
        return split;
    }

    /**
     * Makes single frames of an anonymous compound page that nothing references but its mappings; huge entries are split first,
     * and frames that nobody maps are freed.
     *
     * @return whether it was split
     */
    public boolean split(@FrameIndex int head) {
        splitEntries(head);
        int pages = 1 << frames.order(head);
        if (table.hasAny(head, FrameFlag.SWAPCACHE | FrameFlag.WRITEBACK) || mappings(head) != table.refcount(head)) {
            return false;
        }
        int inherited = table.flags(head) & SHARED_FLAGS;
        int mapping = table.mapping(head);
        long index = table.index(head);
        int first = Addresses.rawFrame(head);
        paging.lru().beforeSplit(head);
        frames.dissolve(head);
        table.setRefcount(head, Math.max(1, table.mapcount(head)));
        for (int i = 1; i < pages; i++) {
            @FrameIndex int frame = Addresses.frame(first + i);
            table.setRefcount(frame, Math.max(1, table.mapcount(frame)));
            table.set(frame, inherited);
            table.setMapping(frame, mapping, index + i);
            paging.lru().addSplit(head, frame);
        }
        zeros.remap(first, pages);
        settleLocks(first, pages);
        freeUnmapped(first, pages);
        deferred.remove(first);
        paging.stat().count(VmEvent.THP_SPLIT_PAGE);
        return true;
    }

    /**
     * Single frames are locked if an area that maps them is, and only then; a huge page that no locked area held as a whole was not
     * (Linux: {@code remove_migration_pte} adds each mapping anew).
     */
    private void settleLocks(int first, int pages) {
        for (int i = 0; i < pages; i++) {
            @FrameIndex int frame = Addresses.frame(first + i);
            if (table.mapcount(frame) > 0) {
                boolean locked = isInLockedArea(frame);
                if (locked && !table.has(frame, FrameFlag.MLOCKED)) {
                    paging.lru().mlock(frame);
                } else if (!locked && table.has(frame, FrameFlag.MLOCKED)) {
                    paging.lru().munlock(frame);
                }
            }
        }
    }

    private boolean isInLockedArea(@FrameIndex int frame) {
        RangeTree areas = numbers.get(table.mapping(frame)).tree();
        long index = table.index(frame);
        for (RangeNode node = areas.first(index, index); node != null; node = areas.next(node, index, index)) {
            Vma vma = node.vma();
            if (vma.has(VmFlags.LOCKED) && maps(MmPages.of(vma), Addresses.vpnOf(vma.addressOf(index)), frame)) {
                return true;
            }
        }
        return false;
    }

    private void freeUnmapped(int first, int pages) {
        for (int i = 0; i < pages; i++) {
            @FrameIndex int frame = Addresses.frame(first + i);
            if (table.mapcount(frame) == 0) {
                frames.put(frame);
            }
        }
    }

    private void splitEntries(@FrameIndex int head) {
        RangeTree areas = numbers.get(table.mapping(head)).tree();
        long first = table.index(head);
        long last = first + (1L << frames.order(head)) - 1;
        for (RangeNode node = areas.first(first, last); node != null; node = areas.next(node, first, last)) {
            Vma vma = node.vma();
            long page = Addresses.vpnOf(vma.addressOf(first));
            if (entries.fits(vma, page) && page == entries.extentOf(page)) {
                MmPages mm = MmPages.of(vma);
                @PhysAddr long slot = entries.find(mm, page);
                if (slot != NO_PHYS && entries.head(mm.table().read(slot)) == head) {
                    entries.split(mm, vma, page);
                }
            }
        }
    }
}
