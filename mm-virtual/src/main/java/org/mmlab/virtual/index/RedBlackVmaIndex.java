package org.mmlab.virtual.index;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.VmaIndex;

/**
 * A red-black tree of ranges, in which each node knows the largest gap that lies before one of the areas below it, and areas in a
 * list by address: Linux's {@code mm_rb} and {@code vm_prev}, {@code vm_next} up to 6.0.
 *
 * <p>It remembers the area that it found last (Linux: {@code vmacache}), and asks it and its neighbours first.
 */
@PolicySpec(name = "rbtree", doc = "red-black tree augmented with the largest gap per subtree (Linux before 6.1)")
public final class RedBlackVmaIndex extends RedBlackTree implements VmaIndex {
    private static final long NONE = -1L;

    // node = area + 1; its value is the gap before the area, which begins at address 0 for the first
    private long[] bounds = new long[2 * FIRST_CAPACITY]; // start and end
    private int[] neighbours = new int[2 * FIRST_CAPACITY]; // the nodes before and after
    private int last = NIL;
    private int found = NIL; // the last one that was looked up
    private int size;

    /** Empty. */
    public RedBlackVmaIndex() {}

    @Override
    public int size() {
        return size;
    }

    @Override
    void grow(int capacity) {
        super.grow(capacity);
        bounds = Arrays.copyOf(bounds, 2 * capacity);
        neighbours = Arrays.copyOf(neighbours, 2 * capacity);
    }

    private long start(int x) {
        return bounds[2 * x];
    }

    private long end(int x) {
        return bounds[2 * x + 1];
    }

    private int prev(int x) {
        return neighbours[2 * x];
    }

    private int next(int x) {
        return neighbours[2 * x + 1];
    }

    /** The first node whose end lies above {@code address}, or {@link #NIL}. */
    private int locate(long address) {
        int x = found;
        if (endsAbove(x, address)) {
            if (endsAbove(prev(x), address)) {
                x = prev(x);
            }
        } else {
            x = next(x);
        }
        if (x == NIL || !endsAbove(x, address) || endsAbove(prev(x), address)) {
            x = descend(address);
        }
        found = x;
        return x;
    }

    private boolean endsAbove(int x, long address) {
        return x != NIL && Long.compareUnsigned(end(x), address) > 0;
    }

    private int descend(long address) {
        int lowest = NIL;
        int x = root();
        while (x != NIL) {
            if (Long.compareUnsigned(end(x), address) > 0) {
                lowest = x;
                x = left(x);
            } else {
                x = right(x);
            }
        }
        return lowest;
    }

    @Override
    public void insert(@VirtAddr long from, @VirtAddr long to, int area) {
        long start = Addresses.rawVirt(from);
        long end = Addresses.rawVirt(to);
        int next = locate(start);
        if (next != NIL && Long.compareUnsigned(start(next), end) < 0) {
            throw new IllegalStateException("area " + area + " at " + Long.toHexString(start) + " overlaps area "
                    + (next - 1) + " at " + Long.toHexString(start(next)) + " in the index");
        }
        int x = area + 1;
        if (x >= capacity()) {
            grow(Math.max(x + 1, capacity() * 2));
        }
        int prev = next == NIL ? last : prev(next);
        bounds[2 * x] = start;
        bounds[2 * x + 1] = end;
        join(prev, x);
        join(x, next);
        setValue(x, gapBefore(x));
        boolean toTheLeft = next != NIL && left(next) == NIL;
        insertAt(x, toTheLeft ? next : prev, toTheLeft);
        gapChanged(next);
        found = x;
        size++;
    }

    /** Makes neighbours of two nodes; either may be {@link #NIL}, but for an empty list's both. */
    private void join(int before, int after) {
        if (before != NIL) {
            neighbours[2 * before + 1] = after;
        }
        if (after == NIL) {
            last = before;
        } else {
            neighbours[2 * after] = before;
        }
    }

    private long gapBefore(int x) {
        return prev(x) == NIL ? start(x) : start(x) - end(prev(x));
    }

    private void gapChanged(int x) {
        if (x != NIL) {
            setValue(x, gapBefore(x));
            pullUp(x);
        }
    }

    private int nodeAt(long start) {
        int x = locate(start);
        if (x == NIL || start(x) != start) {
            throw new IllegalStateException("no area begins at " + Long.toHexString(start) + " in the index");
        }
        return x;
    }

    @Override
    public void remove(@VirtAddr long from) {
        int x = nodeAt(Addresses.rawVirt(from));
        int next = next(x);
        delete(x);
        found = next == NIL ? prev(x) : next;
        join(prev(x), next);
        gapChanged(next);
        size--;
    }

    @Override
    public void resize(@VirtAddr long oldStart, @VirtAddr long from, @VirtAddr long to) {
        int x = nodeAt(Addresses.rawVirt(oldStart));
        bounds[2 * x] = Addresses.rawVirt(from);
        bounds[2 * x + 1] = Addresses.rawVirt(to);
        gapChanged(x);
        gapChanged(next(x));
    }

    @Override
    public int find(@VirtAddr long address) {
        return locate(Addresses.rawVirt(address)) - 1;
    }

    @Override
    public int before(@VirtAddr long address) {
        int x = locate(Addresses.rawVirt(address));
        return (x == NIL ? last : prev(x)) - 1;
    }

    @Override
    public @VirtAddr long lowestGap(@VirtAddr long low, @VirtAddr long high, long bytes) {
        long from = Addresses.rawVirt(low);
        long to = Addresses.rawVirt(high);
        long lowest = lowest(root(), from, to, bytes);
        if (lowest == NONE && fits(afterAll(from), to, bytes)) {
            lowest = afterAll(from);
        }
        return Addresses.virt(lowest);
    }

    /** Where the space above the last area begins, at {@code low} or above. */
    private long afterAll(long low) {
        return last == NIL ? low : MapleNodes.max(end(last), low);
    }

    /** The lowest gap in {@code [low, high)} that lies before an area below {@code x}. */
    private long lowest(int x, long low, long high, long bytes) {
        if (x == NIL || Long.compareUnsigned(largest(x), bytes) < 0) {
            return NONE;
        }
        long gapStart = start(x) - value(x);
        if (Long.compareUnsigned(low, gapStart) < 0) {
            long lowest = lowest(left(x), low, high, bytes);
            if (lowest != NONE) {
                return lowest;
            }
        }
        long from = MapleNodes.max(gapStart, low);
        if (fits(from, min(start(x), high), bytes)) {
            return from;
        }
        return Long.compareUnsigned(end(x), high) < 0 ? lowest(right(x), low, high, bytes) : NONE;
    }

    @Override
    public @VirtAddr long highestGap(@VirtAddr long low, @VirtAddr long high, long bytes) {
        long from = Addresses.rawVirt(low);
        long to = Addresses.rawVirt(high);
        return Addresses.virt(fits(afterAll(from), to, bytes) ? to : highest(root(), from, to, bytes));
    }

    /** As {@link #lowest}, for the end of the highest gap. */
    private long highest(int x, long low, long high, long bytes) {
        if (x == NIL || Long.compareUnsigned(largest(x), bytes) < 0) {
            return NONE;
        }
        if (Long.compareUnsigned(end(x), high) < 0) {
            long highest = highest(right(x), low, high, bytes);
            if (highest != NONE) {
                return highest;
            }
        }
        long gapStart = start(x) - value(x);
        long to = min(start(x), high);
        if (fits(MapleNodes.max(gapStart, low), to, bytes)) {
            return to;
        }
        return Long.compareUnsigned(low, gapStart) < 0 ? highest(left(x), low, high, bytes) : NONE;
    }

    private static boolean fits(long from, long to, long bytes) {
        return Long.compareUnsigned(from, to) < 0 && Long.compareUnsigned(to - from, bytes) >= 0;
    }

    private static long min(long a, long b) {
        return Long.compareUnsigned(a, b) <= 0 ? a : b;
    }
}
