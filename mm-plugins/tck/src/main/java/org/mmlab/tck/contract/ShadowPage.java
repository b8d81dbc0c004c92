package org.mmlab.tck.contract;

import java.util.BitSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What one page of a process should be. */
final class ShadowPage {
    /** What it shows until it is written; null: zeroes. */
    final @Nullable ShadowObject object;

    /** Which page of the object; without one, any number that stays the same when it moves. */
    final int index;

    /** Whether writes go to the object. */
    final boolean shared;

    boolean readable = true;
    boolean writable = true;
    boolean locked;
    /** Whether a child lacks it. */
    boolean dontFork;
    /** Whether a child sees zeroes. */
    boolean wipeOnFork;
    /** Whether it may turn into zeroes at any time, until it is written again. */
    boolean free;

    /** Whether there is a guard in its place; an access is a segmentation fault. */
    boolean guard;

    /** The private byte, once there is one. */
    @Nullable Integer own;

    /** What the private byte may be if the page was brought in for writing, which nobody can know: at one time or another. */
    private final BitSet copied = new BitSet();

    ShadowPage(@Nullable ShadowObject object, int index, boolean shared) {
        this.object = object;
        this.index = index;
        this.shared = shared;
    }

    /** Whether it is private memory that no file is behind. */
    boolean isAnonymous() {
        return object == null;
    }

    /** What is thrown away for a guard does not come back with the guard's end. */
    void guard() {
        drop();
        guard = true;
    }

    /** Whether it lies within its object; an access beyond is a bus error. */
    boolean exists() {
        return object == null || object.has(index);
    }

    /** Somebody wanted it brought in, for writing where that is allowed; whether it was is open. */
    void populate() {
        if (object != null && !shared && own == null && writable && exists()) {
            copied.set(object.get(index));
        }
    }

    /** Learns from what is found in it, where several things may be. */
    void found(int value) {
        if (free && value == 0) {
            drop(); // memory was short
        } else if (own == null && object != null && copied.get(value) && value != object.get(index)) {
            own = value; // it was copied before the object changed
        }
    }

    int expected() {
        Integer mine = own;
        if (mine != null) {
            return mine;
        }
        return object == null ? 0 : object.get(index);
    }

    void write(int value) {
        if (shared && object != null) {
            object.set(index, value);
        } else {
            own = value;
            free = false;
        }
    }

    /** What is left of it when its page is thrown away. */
    void drop() {
        own = null;
        copied.clear();
        free = false;
    }

    /** The same with everything that it has. */
    ShadowPage copy() {
        return like(index);
    }

    /** What mremap adds behind it: the next page of the same area. */
    ShadowPage next(int distance) {
        ShadowPage next = like(index + distance);
        next.drop();
        next.guard = false;
        return next;
    }

    private ShadowPage like(int itsIndex) {
        ShadowPage page = new ShadowPage(object, itsIndex, shared);
        page.readable = readable;
        page.writable = writable;
        page.locked = locked;
        page.dontFork = dontFork;
        page.wipeOnFork = wipeOnFork;
        page.free = free;
        page.guard = guard;
        page.own = own;
        page.copied.or(copied);
        return page;
    }

    /** {@code shared page 3 of a file of 64, readable}. */
    @Override
    public String toString() {
        String what = object == null
                ? "anonymous"
                : (shared ? "shared" : "private") + " page " + index + " of an object of " + object.pages();
        return what
                + (readable ? ", readable" : "")
                + (writable ? ", writable" : "")
                + (locked ? ", locked" : "")
                + (free ? ", free" : "")
                + (guard ? ", a guard" : "");
    }
}
