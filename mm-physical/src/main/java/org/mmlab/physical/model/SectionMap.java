package org.mmlab.physical.model;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.memory.FrameMap;
import org.mmlab.api.memory.MemoryModel;

/**
 * Metadata by section: present sections have a slot of the frame table each. Slots of removed sections are used again. Linux's
 * {@code mem_section}; the two sparse models differ in how finely memory comes and goes, and in what they call it.
 */
final class SectionMap implements FrameMap {
    private static final int ABSENT = -1;
    private static final int PART_SHIFT = 9; // a subsection: 2 MiB

    private final int shift;
    private final int mask;
    private final boolean byPart;
    private final String what;
    private final MemoryModel.Placer placer;
    private final List<MetadataArea> areas = new ArrayList<>();
    private final BitSet parts = new BitSet();
    private int[] slotOf = new int[0];
    private int[] sectionOf = new int[0];
    private int slots;

    /**
     * @param byPart whether parts of 2 MiB of a section may be present alone; else sections are present as a whole
     */
    SectionMap(MemoryModel.Layout layout, boolean byPart, String what) {
        shift = layout.sectionShift();
        mask = (1 << shift) - 1;
        this.byPart = byPart;
        this.what = what;
        placer = layout.placer();
        for (MemoryModel.Range range : layout.ranges()) {
            add(Addresses.rawPfn(range.start()), Addresses.rawPfn(range.end()), range.node());
        }
    }

    @Override
    public @FrameIndex int frameOf(@Pfn long pfn) {
        long raw = Addresses.rawPfn(pfn);
        long section = raw >> shift;
        if (section < 0 || section >= slotOf.length || slotOf[(int) section] == ABSENT) {
            return NO_FRAME;
        }
        if (byPart && !parts.get((int) (raw >> PART_SHIFT))) {
            return NO_FRAME;
        }
        return Addresses.frame((slotOf[(int) section] << shift) | (int) (raw & mask));
    }

    @Override
    public @Pfn long pfnOf(@FrameIndex int frame) {
        int index = Addresses.rawFrame(frame);
        return Addresses.pfn(((long) sectionOf[index >> shift] << shift) | (index & mask));
    }

    @Override
    public int frames() {
        return slots << shift;
    }

    @Override
    public Iterable<MetadataArea> metadata() {
        return List.copyOf(areas);
    }

    @Override
    public boolean addRange(@Pfn long start, @Pfn long end, int node) {
        long first = Addresses.rawPfn(start);
        long last = Addresses.rawPfn(end);
        int unit = byPart ? 1 << PART_SHIFT : 1 << shift;
        if (first % unit != 0 || last % unit != 0 || last <= first) {
            return false;
        }
        add(first, last, node);
        return true;
    }

    private void add(long start, long end, int node) {
        parts.set((int) (start >> PART_SHIFT), (int) ((end - 1) >> PART_SHIFT) + 1);
        for (long section = start >> shift; section <= (end - 1) >> shift; section++) {
            makePresent(Math.toIntExact(section), node);
        }
    }

    private void makePresent(int section, int node) {
        if (section >= slotOf.length) {
            int old = slotOf.length;
            slotOf = Arrays.copyOf(slotOf, Math.max(section + 1, old * 2));
            Arrays.fill(slotOf, old, slotOf.length, ABSENT);
        }
        if (slotOf[section] != ABSENT) {
            return;
        }
        int slot = freeSlot();
        slotOf[section] = slot;
        sectionOf[slot] = section;
        areas.add(Metadata.place(placer, what + " of section " + section, (long) section << shift, 1L << shift, node));
    }

    private int freeSlot() {
        for (int slot = 0; slot < slots; slot++) {
            if (sectionOf[slot] == ABSENT) {
                return slot;
            }
        }
        Span.checked((slots + 1L) << shift);
        if (slots == sectionOf.length) {
            sectionOf = Arrays.copyOf(sectionOf, Math.max(2, slots * 2));
        }
        return slots++;
    }

    @Override
    public boolean removeRange(@Pfn long start, @Pfn long end) {
        long first = Addresses.rawPfn(start);
        long last = Addresses.rawPfn(end);
        int unit = byPart ? 1 << PART_SHIFT : 1 << shift;
        if (first % unit != 0 || last % unit != 0 || last <= first) {
            return false;
        }
        parts.clear((int) (first >> PART_SHIFT), (int) (last >> PART_SHIFT));
        for (long section = first >> shift; section <= (last - 1) >> shift; section++) {
            removeIfEmpty((int) section);
        }
        return true;
    }

    private void removeIfEmpty(int section) {
        int firstPart = section << (shift - PART_SHIFT);
        int next = parts.nextSetBit(firstPart);
        boolean used = next >= 0 && next < (section + 1) << (shift - PART_SHIFT);
        if (used || section >= slotOf.length || slotOf[section] == ABSENT) {
            return;
        }
        sectionOf[slotOf[section]] = ABSENT;
        slotOf[section] = ABSENT;
        long firstPfn = (long) section << shift;
        areas.removeIf(area -> Addresses.rawPfn(area.firstPfn()) == firstPfn);
    }
}
