package org.mmlab.api.frame;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;

/**
 * The lists of frames of one machine: free lists, per-CPU lists, LRU lists. A frame is on one list at most. The machine
 * owns them and offers them to policies. {@link IndexLists} says what each operation does and costs; {@code NO_FRAME} is the
 * end of a list.
 */
public final class FrameLists {
    private final IndexLists lists;

    /** Lists over {@code frames} frames. */
    public FrameLists(int frames, IndexLists.Checks checks) {
        lists = new IndexLists(frames, checks);
    }

    /** Makes room for more frames, as memory is added. */
    public void ensureCapacity(int frames) {
        lists.ensureCapacity(frames);
    }

    /** A new empty list; its name stands in error messages. */
    public int newList(String name) {
        return lists.newList(name);
    }

    /** The name of a list. */
    public String name(int list) {
        return lists.name(list);
    }

    /** Number of lists. */
    public int lists() {
        return lists.lists();
    }

    /** Number of frames on a list. */
    public int size(int list) {
        return lists.size(list);
    }

    /** Head of a list. */
    public @FrameIndex int first(int list) {
        return Addresses.frame(lists.first(list));
    }

    /** Tail of a list. */
    public @FrameIndex int last(int list) {
        return Addresses.frame(lists.last(list));
    }

    /** The neighbour towards the tail. */
    public @FrameIndex int next(@FrameIndex int frame) {
        return Addresses.frame(lists.next(Addresses.rawFrame(frame)));
    }

    /** The neighbour towards the head. */
    public @FrameIndex int previous(@FrameIndex int frame) {
        return Addresses.frame(lists.previous(Addresses.rawFrame(frame)));
    }

    /** Adds at the head. */
    public void addFirst(int list, @FrameIndex int frame) {
        lists.addFirst(list, Addresses.rawFrame(frame));
    }

    /** Adds at the tail. */
    public void addLast(int list, @FrameIndex int frame) {
        lists.addLast(list, Addresses.rawFrame(frame));
    }

    /** Adds {@code frame} on the head side of {@code position}. */
    public void addBefore(int list, @FrameIndex int position, @FrameIndex int frame) {
        lists.addBefore(list, Addresses.rawFrame(position), Addresses.rawFrame(frame));
    }

    /** Takes a frame off its list. */
    public void remove(int list, @FrameIndex int frame) {
        lists.remove(list, Addresses.rawFrame(frame));
    }

    /** Takes the head off a list. */
    public @FrameIndex int pollFirst(int list) {
        return Addresses.frame(lists.pollFirst(list));
    }

    /** Takes the tail off a list. */
    public @FrameIndex int pollLast(int list) {
        return Addresses.frame(lists.pollLast(list));
    }

    /** Moves a frame of the list to its head. */
    public void moveToFirst(int list, @FrameIndex int frame) {
        lists.moveToFirst(list, Addresses.rawFrame(frame));
    }

    /** Moves a frame of the list to its tail. */
    public void moveToLast(int list, @FrameIndex int frame) {
        lists.moveToLast(list, Addresses.rawFrame(frame));
    }

    /** In checked mode the list that holds the frame, else {@link IndexLists#NONE}. */
    public int ownerOf(@FrameIndex int frame) {
        return lists.ownerOf(Addresses.rawFrame(frame));
    }

    /** Whether membership is checked. */
    public IndexLists.Checks checks() {
        return lists.checks();
    }
}
