package org.mmlab.physical.buddy;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MigrateType;

/**
 * The free lists of a zone: one for each order and migratetype (Linux: {@code struct free_area}). The head of a free block is flagged
 * and its order stands in {@code private}. In Linux 6.12 the list's type is always that of the pageblock; before 6.10 they could
 * differ, so there the type is kept with the block. Counters are the callers' affair. All O(1).
 */
final class FreeAreas {
    /** No block. */
    static final int NONE = Addresses.rawFrame(Addresses.NO_FRAME);

    private final AllocatorZone zone;
    private final FrameTable table;
    private final FrameLists lists;
    private final int base;
    private final boolean keepsType;

    FreeAreas(AllocatorZone zone, boolean keepsType) {
        this.zone = zone;
        this.keepsType = keepsType;
        table = zone.table();
        lists = zone.lists();
        base = lists.lists();
        for (int order = 0; order < FrameAllocator.ORDERS; order++) {
            for (int type = 0; type < MigrateType.COUNT; type++) {
                lists.newList(zone.label() + " free order " + order + " " + MigrateType.kernelName(type));
            }
        }
    }

    private int list(int order, int type) {
        return base + order * MigrateType.COUNT + type;
    }

    /** First block of a list, or {@link #NONE}. */
    int first(int order, int type) {
        return Addresses.rawFrame(lists.first(list(order, type)));
    }

    /** The block after another on its list. */
    int next(int frame) {
        return Addresses.rawFrame(lists.next(Addresses.frame(frame)));
    }

    boolean isEmpty(int order, int type) {
        return lists.first(list(order, type)) == Addresses.NO_FRAME;
    }

    int size(int order, int type) {
        return lists.size(list(order, type));
    }

    /** Whether a free block starts at a frame, of this zone or another. */
    boolean isHead(int frame) {
        return table.has(Addresses.frame(frame), FrameFlag.BUDDY);
    }

    /** Order of the free block that starts at a frame. */
    int order(int frame) {
        return table.privateValue(Addresses.frame(frame));
    }

    /** Whether {@code buddy} is a free block of that order in the zone of {@code frame} (Linux: {@code page_is_buddy}). */
    boolean isBuddy(int frame, int buddy, int order) {
        return table.has(Addresses.frame(buddy), FrameFlag.BUDDY)
                && table.privateValue(Addresses.frame(buddy)) == order
                && table.zone(Addresses.frame(buddy)) == table.zone(Addresses.frame(frame));
    }

    /** The list type of a free block. */
    int type(int frame) {
        return keepsType ? (int) table.index(Addresses.frame(frame)) : zone.pageblockType(Addresses.frame(frame));
    }

    void addFirst(int frame, int order, int type) {
        mark(frame, order, type);
        lists.addFirst(list(order, type), Addresses.frame(frame));
    }

    void addLast(int frame, int order, int type) {
        mark(frame, order, type);
        lists.addLast(list(order, type), Addresses.frame(frame));
    }

    private void mark(int frame, int order, int type) {
        table.set(Addresses.frame(frame), FrameFlag.BUDDY);
        table.setPrivate(Addresses.frame(frame), order);
        if (keepsType) {
            table.setMapping(Addresses.frame(frame), FrameTable.NO_MAPPING, type);
        }
    }

    /** Takes a block off its list; it is no longer free. */
    void remove(int frame, int order, int type) {
        lists.remove(list(order, type), Addresses.frame(frame));
        table.clear(Addresses.frame(frame), FrameFlag.BUDDY);
        table.setPrivate(Addresses.frame(frame), 0);
    }

    /** Moves a block to the tail of the list of another type. */
    void move(int frame, int order, int from, int to) {
        lists.remove(list(order, from), Addresses.frame(frame));
        lists.addLast(list(order, to), Addresses.frame(frame));
        if (keepsType) {
            table.setMapping(Addresses.frame(frame), FrameTable.NO_MAPPING, to);
        }
    }

    /**
     * Gives the upper halves of a block back, until its lower part has order {@code low}.
     *
     * @return frames given back
     */
    int expand(int frame, int low, int high, int type) {
        int given = 0;
        for (int order = high - 1; order >= low; order--) {
            addFirst(frame + (1 << order), order, type);
            given += 1 << order;
        }
        return given;
    }

    /** Head of a free block that starts before {@code frame} and reaches it, else {@code frame} (Linux: {@code find_large_buddy}). */
    int blockHolding(int frame) {
        int head = frame;
        for (int order = 0; !isHead(head); head &= -1 << order) {
            order++;
            if (order > FrameAllocator.MAX_ORDER) {
                return frame;
            }
        }
        return head + (1 << order(head)) > frame ? head : frame;
    }
}
