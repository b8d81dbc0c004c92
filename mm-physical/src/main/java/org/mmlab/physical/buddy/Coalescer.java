package org.mmlab.physical.buddy;

import static org.mmlab.physical.buddy.Fallback.MAX_ORDER;
import static org.mmlab.physical.buddy.FreeAreas.NONE;

import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.FreeBlocks.Placement;
import org.mmlab.api.memory.MigrateType;

/** Puts freed blocks on the lists, merged with their buddies as far as that goes (Linux: {@code __free_one_page}). */
final class Coalescer {
    private final AllocatorZone zone;
    private final FreeAreas areas;
    private final Pageblocks pageblocks;
    private final int pageblockOrder;
    private final boolean retypesBuddy;
    private int captureOrder = NONE;
    private int captureType;
    private int captured = NONE;

    /**
     * @param retypesBuddy whether merging pageblocks of different types gives both the type of the freed one: since Linux 6.10;
     *     before, each kept its own
     */
    Coalescer(AllocatorZone zone, FreeAreas areas, Pageblocks pageblocks, boolean retypesBuddy) {
        this.zone = zone;
        this.areas = areas;
        this.pageblocks = pageblocks;
        this.retypesBuddy = retypesBuddy;
        pageblockOrder = zone.pageblockOrder();
    }

    /** Frees one block of that type. O(orders). */
    void free(int frame, int order, int type, Placement placement) {
        zone.accountFree(1L << order, type);
        int head = frame;
        int size = order;
        while (size < MAX_ORDER) {
            if (size == captureOrder && isCapturable(size, type)) {
                capture(head, size, type);
                return;
            }
            if (!mergesWithBuddy(head, size, type)) {
                break;
            }
            head &= ~(1 << size);
            size++;
        }
        if (placement == Placement.LAST || mergeLikely(head, size)) {
            areas.addLast(head, size, type);
        } else {
            areas.addFirst(head, size, type);
        }
    }

    /** The first block of that order that comes about and may serve the type is kept for who waits (Linux: {@code compaction_capture}). */
    void beginCapture(int order, int type) {
        captureOrder = order;
        captureType = type;
        captured = NONE;
    }

    boolean hasCaptured() {
        return captured != NONE;
    }

    /** Ends the capture; the block, or NONE. */
    int endCapture() {
        int block = captured;
        captureOrder = NONE;
        captured = NONE;
        return block;
    }

    /** Lesser requests of other types do not get into pageblocks of movable frames by this. */
    private boolean isCapturable(int order, int type) {
        return type != MigrateType.ISOLATE
                && (order >= pageblockOrder || type != MigrateType.MOVABLE || captureType == MigrateType.MOVABLE);
    }

    private void capture(int head, int order, int type) {
        zone.accountFree(-(1L << order), type);
        captured = head;
        captureOrder = NONE;
    }

    /** Takes the buddy off its list, if it is free and may merge. */
    private boolean mergesWithBuddy(int head, int order, int type) {
        int buddy = head ^ (1 << order);
        if (!areas.isBuddy(head, buddy, order)) {
            return false;
        }
        if (order >= pageblockOrder) {
            int buddyType = pageblocks.type(buddy);
            if (type != buddyType && !(Pageblocks.mergeable(type) && Pageblocks.mergeable(buddyType))) {
                return false;
            }
            areas.remove(buddy, order, areas.type(buddy));
            if (retypesBuddy && buddyType != type) {
                pageblocks.setTypes(buddy, order, type);
            }
            return true;
        }
        areas.remove(buddy, order, retypesBuddy ? type : areas.type(buddy));
        return true;
    }

    /**
     * Whether the block that would result from merging with the (busy) buddy has a free buddy itself: then this one goes to the tail,
     * in the hope that it is left alone until the merge happens (Linux: {@code buddy_merge_likely}).
     */
    private boolean mergeLikely(int head, int order) {
        if (order >= MAX_ORDER - 1) {
            return false;
        }
        int merged = head & ~(1 << order);
        return areas.isBuddy(merged, merged ^ (1 << (order + 1)), order + 1);
    }

    /** Frees a block, one pageblock after the other where it is larger than that (Linux: {@code split_large_buddy}). */
    void freeByPageblock(int frame, int order, Placement placement) {
        int step = Math.min(order, zone.pageblockOrder());
        int end = frame + (1 << order);
        for (int part = frame; part < end; part += 1 << step) {
            free(part, step, pageblocks.type(part), placement);
        }
    }

    /** Whether the isolated block is wholly free and its buddy is free and in service: then they have to be merged by freeing. */
    boolean mergesAcrossPageblocks(int frame) {
        if (!areas.isHead(frame)) {
            return false;
        }
        int order = areas.order(frame);
        if (order < pageblockOrder || order >= MAX_ORDER) {
            return false;
        }
        int buddy = frame ^ (1 << order);
        return areas.isBuddy(frame, buddy, order) && pageblocks.type(buddy) != MigrateType.ISOLATE;
    }
}
