package org.mmlab.reclaim.lru;

import java.util.Arrays;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.reclaim.LruList;
import org.mmlab.reclaim.memory.FramePool;

/**
 * The LRU lists of one node with their sizes and the figures that reclaim weighs them by (Linux: {@code struct lruvec}). All
 * sizes are in frames: a compound page counts as many as it has.
 */
public final class Lruvec {
    /** Recent cost of having reclaimed anonymous pages. */
    private long anonCost;
    /** Recent cost of having reclaimed file pages. */
    private long fileCost;
    /** Evictions and activations so far: the clock that refault distances are measured on. */
    private long nonresidentAge;
    /** Activated refaults of anonymous [0] and file [1] pages, so far and as of the last reclaim. */
    private final long[] activations = new long[2];

    private final long[] activationsBefore = new long[2];

    private final int node;
    private final FrameTable table;
    private final FrameLists lists;
    private final FramePool pool;
    private final int[] list = new int[LruList.count()];
    private final long[] frames = new long[LruList.count()];
    private long[] framesByZone = new long[LruList.count()];

    /** Empty lists for {@code node}. */
    public Lruvec(int node, FrameTable table, FrameLists lists, FramePool pool) {
        this.node = node;
        this.table = table;
        this.lists = lists;
        this.pool = pool;
        for (int i = 0; i < list.length; i++) {
            String name =
                    LruList.of(i).name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
            list[i] = lists.newList(name + " of node " + node);
        }
    }

    /** The node. */
    public int node() {
        return node;
    }

    /** The list that a frame with these flags belongs to (Linux: {@code folio_lru_list}). */
    public LruList listFor(@FrameIndex int frame) {
        int flags = table.flags(frame);
        if ((flags & FrameFlag.UNEVICTABLE) != 0) {
            return LruList.UNEVICTABLE;
        }
        int file = (flags & FrameFlag.SWAPBACKED) != 0 ? 0 : 2;
        return LruList.of(file + ((flags & FrameFlag.ACTIVE) != 0 ? 1 : 0));
    }

    /** Number of the frame list behind one of the lists. */
    public int list(LruList which) {
        return list[which.ordinal()];
    }

    /** Pages on a list, a compound one counted once. */
    public int length(LruList which) {
        return lists.size(list[which.ordinal()]);
    }

    /** Frames on a list, in all zones. */
    public long frames(LruList which) {
        return frames[which.ordinal()];
    }

    /** Frames on a list that lie in the zone of that ordinal. */
    public long frames(LruList which, int zone) {
        int at = zone * LruList.count() + which.ordinal();
        return at < framesByZone.length ? framesByZone[at] : 0;
    }

    /** Adds at the head of the list that the flags name. */
    public void addHead(@FrameIndex int frame) {
        LruList which = listFor(frame);
        lists.addFirst(list[which.ordinal()], frame);
        count(which, frame, pool.pages(frame));
    }

    /** Adds at the tail of the list that the flags name. */
    public void addTail(@FrameIndex int frame) {
        LruList which = listFor(frame);
        lists.addLast(list[which.ordinal()], frame);
        count(which, frame, pool.pages(frame));
    }

    /** Takes a frame off the list that the flags name; change the flags after it, never before. */
    public void delete(@FrameIndex int frame) {
        LruList which = listFor(frame);
        lists.remove(list[which.ordinal()], frame);
        count(which, frame, -pool.pages(frame));
    }

    /** A compound page on its list counts as its first frame alone. */
    void leaveTails(@FrameIndex int head) {
        count(listFor(head), head, 1 - pool.pages(head));
    }

    /** Moves a frame to the head of its list. */
    public void moveToHead(@FrameIndex int frame) {
        lists.moveToFirst(list[listFor(frame).ordinal()], frame);
    }

    /** The frame next to be looked at by reclaim, or {@code NO_FRAME}. */
    public @FrameIndex int tail(LruList which) {
        return lists.last(list[which.ordinal()]);
    }

    /** Frames of all evictable lists. */
    public long evictable() {
        return frames[0] + frames[1] + frames[2] + frames[3];
    }

    /** Notes that reclaiming pages of one kind had a price, and lets older prices fade (Linux: {@code lru_note_cost}). */
    public void noteCost(boolean file, long io, long rotated) {
        long cost = io * 32 + rotated;
        if (file) {
            fileCost += cost;
        } else {
            anonCost += cost;
        }
        if (fileCost + anonCost > evictable() / 4) {
            fileCost /= 2;
            anonCost /= 2;
        }
    }

    /** Recent cost of reclaiming anonymous pages. */
    public long anonCost() {
        return anonCost;
    }

    /** Recent cost of reclaiming file pages. */
    public long fileCost() {
        return fileCost;
    }

    /** Evictions and activations so far. */
    public long nonresidentAge() {
        return nonresidentAge;
    }

    /** {@code frames} frames were evicted or activated. */
    public void age(long count) {
        nonresidentAge += count;
    }

    /** {@code count} frames came back early enough to be activated. */
    public void refaultsActivated(boolean file, long count) {
        activations[file ? 1 : 0] += count;
    }

    /** Activated refaults of a kind, so far. */
    public long activations(boolean file) {
        return activations[file ? 1 : 0];
    }

    /** Activated refaults of a kind, as of the last {@link #snapshotRefaults}. */
    public long activationsBefore(boolean file) {
        return activationsBefore[file ? 1 : 0];
    }

    /** Remembers the activated refaults so far: reclaim has taken account of them (Linux: {@code snapshot_refaults}). */
    public void snapshotRefaults() {
        activationsBefore[0] = activations[0];
        activationsBefore[1] = activations[1];
    }

    private void count(LruList which, @FrameIndex int frame, int delta) {
        frames[which.ordinal()] += delta;
        int at = table.zone(frame) * LruList.count() + which.ordinal();
        if (at >= framesByZone.length) {
            framesByZone = Arrays.copyOf(framesByZone, (table.zone(frame) + 1) * LruList.count());
        }
        framesByZone[at] += delta;
    }
}
