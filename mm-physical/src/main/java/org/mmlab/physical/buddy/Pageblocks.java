package org.mmlab.physical.buddy;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.memory.AllocatorZone;
import org.mmlab.api.memory.MigrateType;

/** Pageblocks of a zone as wholes: bounds, contents, and the change of their type (Linux: {@code __move_freepages_block} and its like). */
final class Pageblocks {
    private final AllocatorZone zone;
    private final FrameTable table;
    private final FreeAreas areas;
    private final int frames;
    private int movableSeen;

    Pageblocks(AllocatorZone zone, FreeAreas areas) {
        this.zone = zone;
        this.areas = areas;
        table = zone.table();
        frames = 1 << zone.pageblockOrder();
    }

    /** Frames in a pageblock. */
    int frames() {
        return frames;
    }

    /** First frame of the pageblock that holds a frame. */
    int start(int frame) {
        return frame & -frames;
    }

    int type(int frame) {
        return zone.pageblockType(Addresses.frame(frame));
    }

    void setType(int frame, int type) {
        zone.setPageblockType(Addresses.frame(frame), type);
    }

    /** Whether the pageblock that holds a frame lies wholly in the span of the zone. */
    boolean isWhole(int frame) {
        int start = start(frame);
        return zone.spans(Addresses.frame(start)) && zone.spans(Addresses.frame(start + frames - 1));
    }

    /** Gives all pageblocks of a block of order pageblock order or above a type. */
    void setTypes(int frame, int order, int type) {
        int blocks = 1 << (order - zone.pageblockOrder());
        for (int i = 0; i < blocks; i++) {
            setType(frame + i * frames, type);
        }
    }

    /** Counts the free frames of the pageblock, and on the way the movable ones for {@link #movableSeen}. O(frames). */
    int countFree(int start) {
        int free = 0;
        int movable = 0;
        int end = start + frames;
        int frame = start;
        while (frame < end) {
            if (areas.isHead(frame)) {
                int count = 1 << areas.order(frame);
                free += count;
                frame += count;
            } else {
                movable += isMovable(frame);
                frame++;
            }
        }
        movableSeen = movable;
        return free;
    }

    /** The frames in use that could be migrated, as the last {@link #countFree} saw them. */
    int movableSeen() {
        return movableSeen;
    }

    private int isMovable(int frame) {
        return table.has(table.head(Addresses.frame(frame)), FrameFlag.LRU) ? 1 : 0;
    }

    /**
     * Changes a pageblock's type and moves its free blocks to the tails of that type's lists. O(frames).
     *
     * @return free frames moved
     */
    int retype(int start, int from, int to) {
        int moved = moveFree(start, start + frames, from, to);
        setType(start, to);
        return moved;
    }

    private int moveFree(int start, int end, int from, int to) {
        int moved = 0;
        int frame = start;
        while (frame < end) {
            if (areas.isHead(frame)) {
                int order = areas.order(frame);
                areas.move(frame, order, from, to);
                zone.accountFree(-(1L << order), from);
                zone.accountFree(1L << order, to);
                frame += 1 << order;
                moved += 1 << order;
            } else {
                frame++;
            }
        }
        return moved;
    }

    /**
     * Moves the free blocks of the pageblock that holds a frame to the tails of a type's lists, wherever they are listed now, without a
     * change of the pageblock's type or of accounts (Linux 6.1: {@code move_freepages_block}). Where the pageblock starts before the zone,
     * what lies before the frame is left alone; where it ends after the zone, nothing is moved. O(frames).
     *
     * @return free frames moved
     */
    int gatherFree(int frame, int to) {
        int start = start(frame);
        int end = start + frames;
        movableSeen = 0;
        if (!zone.spans(Addresses.frame(end - 1))) {
            return 0;
        }
        int moved = 0;
        int at = zone.spans(Addresses.frame(start)) ? start : frame;
        while (at < end) {
            if (areas.isHead(at)) {
                int order = areas.order(at);
                areas.move(at, order, areas.type(at), to);
                at += 1 << order;
                moved += 1 << order;
            } else {
                movableSeen += isMovable(at);
                at++;
            }
        }
        return moved;
    }

    /** Whether {@code available} frames are enough to take a pageblock over. */
    boolean worthClaiming(int available) {
        return available >= frames / 2 || !zone.groupsByMobility();
    }

    /** Whether reservations or isolation leave that type alone. */
    static boolean mergeable(int type) {
        return MigrateType.mergeable(type);
    }
}
