package org.mmlab.virtual.index;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.VmaIndex;

/**
 * A red-black tree of ranges, each node with the bounds of its subtree and the largest gap within: Linux's {@code mm_rb} up to 6.0.
 *
 * <p>Departure from the kernel, which kept the gap before each area and so had to mend the next area at every change: here a
 * node sums up the gaps between the areas of its own subtree, which needs nobody else.
 */
@PolicySpec(name = "rbtree", doc = "red-black tree augmented with the largest gap per subtree (Linux before 6.1)")
public final class RedBlackVmaIndex extends RedBlackTree implements VmaIndex {
    private static final long NONE = -1L;

    // node = area + 1
    private long[] start = new long[16];
    private long[] end = new long[16];
    private long[] lowest = new long[16]; // start of the subtree's first area
    private long[] highest = new long[16]; // end of the subtree's last area
    private long[] gap = new long[16]; // largest gap between areas of the subtree
    private int size;

    /** Empty. */
    public RedBlackVmaIndex() {}

    @Override
    public int size() {
        return size;
    }

    @Override
    void ensure(int x) {
        super.ensure(x);
        if (x >= start.length) {
            int capacity = left.length;
            start = Arrays.copyOf(start, capacity);
            end = Arrays.copyOf(end, capacity);
            lowest = Arrays.copyOf(lowest, capacity);
            highest = Arrays.copyOf(highest, capacity);
            gap = Arrays.copyOf(gap, capacity);
        }
    }

    @Override
    void pull(int x) {
        int l = left[x];
        int r = right[x];
        long largest = 0;
        lowest[x] = start[x];
        highest[x] = end[x];
        if (l != NIL) {
            lowest[x] = lowest[l];
            largest = MapleNode.max(gap[l], start[x] - highest[l]);
        }
        if (r != NIL) {
            highest[x] = highest[r];
            largest = MapleNode.max(largest, MapleNode.max(gap[r], lowest[r] - end[x]));
        }
        gap[x] = largest;
    }

    @Override
    public void insert(@VirtAddr long from, @VirtAddr long to, int area) {
        int x = area + 1;
        ensure(x);
        long s = Addresses.rawVirt(from);
        int at = NIL;
        int next = root;
        boolean toTheLeft = false;
        while (next != NIL) {
            at = next;
            toTheLeft = Long.compareUnsigned(s, start[at]) < 0;
            checkApart(s, Addresses.rawVirt(to), at, area);
            next = toTheLeft ? left[at] : right[at];
        }
        start[x] = s;
        end[x] = Addresses.rawVirt(to);
        insertAt(x, at, toTheLeft);
        size++;
    }

    private void checkApart(long from, long to, int x, int area) {
        if (Long.compareUnsigned(from, end[x]) < 0 && Long.compareUnsigned(start[x], to) < 0) {
            throw new IllegalStateException("area " + area + " at " + Long.toHexString(from) + " overlaps area "
                    + (x - 1) + " at " + Long.toHexString(start[x]) + " in the index");
        }
    }

    private int nodeAt(long from) {
        int x = root;
        while (x != NIL && start[x] != from) {
            x = Long.compareUnsigned(from, start[x]) < 0 ? left[x] : right[x];
        }
        if (x == NIL) {
            throw new IllegalStateException("no area begins at " + Long.toHexString(from) + " in the index");
        }
        return x;
    }

    @Override
    public void remove(@VirtAddr long from) {
        delete(nodeAt(Addresses.rawVirt(from)));
        size--;
    }

    @Override
    public void resize(@VirtAddr long oldStart, @VirtAddr long from, @VirtAddr long to) {
        int x = nodeAt(Addresses.rawVirt(oldStart));
        start[x] = Addresses.rawVirt(from);
        end[x] = Addresses.rawVirt(to);
        pullUp(x);
    }

    @Override
    public int find(@VirtAddr long address) {
        return firstEndingAbove(Addresses.rawVirt(address)) - 1;
    }

    private int firstEndingAbove(long address) {
        int found = NIL;
        int x = root;
        while (x != NIL) {
            if (Long.compareUnsigned(end[x], address) > 0) {
                found = x;
                x = left[x];
            } else {
                x = right[x];
            }
        }
        return found;
    }

    @Override
    public int before(@VirtAddr long address) {
        return lastWithin(Addresses.rawVirt(address)) - 1;
    }

    /** The last node whose end is at or below {@code address}. */
    private int lastWithin(long address) {
        int found = NIL;
        int x = root;
        while (x != NIL) {
            if (Long.compareUnsigned(end[x], address) <= 0) {
                found = x;
                x = right[x];
            } else {
                x = left[x];
            }
        }
        return found;
    }

    @Override
    public @VirtAddr long lowestGap(@VirtAddr long low, @VirtAddr long high, long bytes) {
        return Addresses.virt(lowest(root, Addresses.rawVirt(low), Addresses.rawVirt(high), bytes));
    }

    /** The lowest gap in {@code [low, high)} that touches the areas below {@code x}, among those before, between and after them. */
    private long lowest(int x, long low, long high, long bytes) {
        if (x == NIL) {
            return fits(low, high, bytes) ? low : NONE;
        }
        if (nothingFits(x, low, high, bytes)) {
            return NONE;
        }
        if (Long.compareUnsigned(low, start[x]) < 0) {
            long found = lowest(left[x], low, min(start[x], high), bytes);
            if (found != NONE) {
                return found;
            }
        }
        if (Long.compareUnsigned(end[x], high) < 0) {
            return lowest(right[x], MapleNode.max(end[x], low), high, bytes);
        }
        return NONE;
    }

    @Override
    public @VirtAddr long highestGap(@VirtAddr long low, @VirtAddr long high, long bytes) {
        return Addresses.virt(highest(root, Addresses.rawVirt(low), Addresses.rawVirt(high), bytes));
    }

    /** As {@link #lowest}, for the end of the highest gap. */
    private long highest(int x, long low, long high, long bytes) {
        if (x == NIL) {
            return fits(low, high, bytes) ? high : NONE;
        }
        if (nothingFits(x, low, high, bytes)) {
            return NONE;
        }
        if (Long.compareUnsigned(end[x], high) < 0) {
            long found = highest(right[x], MapleNode.max(end[x], low), high, bytes);
            if (found != NONE) {
                return found;
            }
        }
        if (Long.compareUnsigned(low, start[x]) < 0) {
            return highest(left[x], low, min(start[x], high), bytes);
        }
        return NONE;
    }

    private boolean nothingFits(int x, long low, long high, long bytes) {
        return Long.compareUnsigned(gap[x], bytes) < 0
                && !fits(low, lowest[x], bytes)
                && !fits(highest[x], high, bytes);
    }

    private static boolean fits(long from, long to, long bytes) {
        return Long.compareUnsigned(from, to) < 0 && Long.compareUnsigned(to - from, bytes) >= 0;
    }

    private static long min(long a, long b) {
        return Long.compareUnsigned(a, b) <= 0 ? a : b;
    }
}
