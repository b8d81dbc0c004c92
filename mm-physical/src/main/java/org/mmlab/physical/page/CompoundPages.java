package org.mmlab.physical.page;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;

/**
 * Pages of several frames (Linux: {@code prep_compound_page}): the first frame is the head and holds flags, references and mappings
 * of the whole; the others are tails that point to it. Order and destructor stand with the first tail, as in the kernel.
 */
public final class CompoundPages {
    private static final int ORDER_MASK = 0xff;
    private static final int DESTRUCTOR_SHIFT = 8;

    private final FrameTable table;

    /** Compound pages of a frame table. */
    public CompoundPages(FrameTable table) {
        this.table = table;
    }

    /** What happens to a compound page when its last reference goes. */
    public enum Destructor {
        /** It goes back to the page allocator. */
        FREE,
        /** It is a huge page of the LRU lists. */
        TRANSPARENT_HUGE,
        /** It belongs to a pool of huge pages. */
        HUGETLB
    }

    /** Makes one page of 2^order frames, which have no flags and mappings of their own. O(frames). */
    public void prepare(@FrameIndex int head, int order) {
        int first = Addresses.rawFrame(head);
        table.set(head, FrameFlag.HEAD);
        table.setTails(head, 1 << order);
        table.setMapping(Addresses.frame(first + 1), FrameTable.NO_MAPPING, order);
    }

    /** Makes single frames of it again, without references of their own. O(frames). */
    public void dissolve(@FrameIndex int head, int order) {
        table.clear(head, FrameFlag.HEAD);
        table.clearTails(head, 1 << order);
        table.clearMapping(Addresses.frame(Addresses.rawFrame(head) + 1));
    }

    /** Whether a frame is part of a compound page. */
    public boolean isCompound(@FrameIndex int frame) {
        return table.hasAny(frame, FrameFlag.HEAD | FrameFlag.TAIL);
    }

    /** Order of the page that a frame is the head of; 0 where it is no head. */
    public int order(@FrameIndex int head) {
        return table.has(head, FrameFlag.HEAD) ? word(head) & ORDER_MASK : 0;
    }

    /** The destructor of a compound page. */
    public Destructor destructor(@FrameIndex int head) {
        return Destructor.values()[word(head) >>> DESTRUCTOR_SHIFT];
    }

    /** Sets the destructor of a compound page. */
    public void setDestructor(@FrameIndex int head, Destructor destructor) {
        int word = word(head) & ORDER_MASK | destructor.ordinal() << DESTRUCTOR_SHIFT;
        table.setMapping(firstTail(head), FrameTable.NO_MAPPING, word);
    }

    private int word(@FrameIndex int head) {
        return (int) table.index(firstTail(head));
    }

    private static @FrameIndex int firstTail(@FrameIndex int head) {
        return Addresses.frame(Addresses.rawFrame(head) + 1);
    }
}
