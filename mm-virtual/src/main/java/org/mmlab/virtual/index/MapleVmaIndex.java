package org.mmlab.virtual.index;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.VmaIndex;

/**
 * A B-tree of ranges with 16 entries a node, as Linux's maple tree has (Howlett and Wilcox; {@code lib/maple_tree.c}). Each
 * inner entry keeps the bounds of its subtree and the largest gap within.
 *
 * <p>Departures from the kernel: gaps are not entries of their own, nodes are changed in place (nobody reads without the lock
 * here), and inner nodes have 16 entries too, not 10.
 */
@PolicySpec(name = "maple", doc = "B-tree with 16 ranges a node and the largest gap per subtree (Linux 6.1 and later)")
public final class MapleVmaIndex implements VmaIndex {
    private MapleNode root = MapleNode.leaf();
    private int size;

    /** Empty. */
    public MapleVmaIndex() {}

    @Override
    public int size() {
        return size;
    }

    /** Levels of nodes, which is what every operation visits. */
    int height() {
        int height = 1;
        for (MapleNode node = root; !node.isLeaf(); node = node.child(0)) {
            height++;
        }
        return height;
    }

    @Override
    public void insert(@VirtAddr long start, @VirtAddr long end, int area) {
        if (root.count == MapleNode.SLOTS) {
            MapleNode top = MapleNode.inner();
            top.count = 1;
            adopt(top, 0, root);
            split(top, 0);
            root = top;
        }
        insert(root, Addresses.rawVirt(start), Addresses.rawVirt(end), area);
        size++;
    }

    private static void adopt(MapleNode parent, int i, MapleNode node) {
        if (parent.child == null) {
            throw new IllegalStateException("a maple leaf cannot have children");
        }
        parent.child[i] = node;
        parent.refresh(i);
    }

    /** Splits the full child {@code i} of a node that is not full. */
    private static void split(MapleNode parent, int i) {
        MapleNode left = parent.child(i);
        MapleNode right = left.isLeaf() ? MapleNode.leaf() : MapleNode.inner();
        left.shift(right, MapleNode.SLOTS / 2);
        parent.open(i + 1);
        adopt(parent, i + 1, right);
        parent.refresh(i);
    }

    private static void insert(MapleNode node, long start, long end, int area) {
        if (node.area != null) {
            int i = node.firstEndingAbove(start);
            if (i < node.count && Long.compareUnsigned(node.start[i], end) < 0) {
                throw new IllegalStateException("area " + area + " at " + Long.toHexString(start) + " overlaps area "
                        + node.area[i] + " at " + Long.toHexString(node.start[i]) + " in the index");
            }
            node.open(i);
            node.start[i] = start;
            node.end[i] = end;
            node.area[i] = area;
            return;
        }
        int i = node.entryFor(start);
        if (node.child(i).count == MapleNode.SLOTS) {
            split(node, i);
            if (Long.compareUnsigned(node.start[i + 1], start) <= 0) {
                i++;
            }
        }
        insert(node.child(i), start, end, area);
        node.refresh(i);
    }

    @Override
    public void remove(@VirtAddr long start) {
        remove(root, Addresses.rawVirt(start));
        if (!root.isLeaf() && root.count == 1) {
            root = root.child(0);
        }
        size--;
    }

    private static void remove(MapleNode node, long start) {
        if (node.isLeaf()) {
            node.close(entryAt(node, start));
            return;
        }
        int i = node.entryFor(start);
        MapleNode child = node.child(i);
        remove(child, start);
        if (child.count >= MapleNode.LEAST || node.count == 1) {
            node.refresh(i);
        } else {
            fill(node, i == 0 ? 0 : i - 1);
        }
    }

    /** Evens out the children {@code i} and {@code i + 1}, one of which has too few entries, or makes one of them. */
    private static void fill(MapleNode node, int i) {
        MapleNode left = node.child(i);
        MapleNode right = node.child(i + 1);
        int total = left.count + right.count;
        if (total <= MapleNode.SLOTS) {
            left.shift(right, -right.count);
            node.close(i + 1);
        } else {
            left.shift(right, left.count - total / 2);
            node.refresh(i + 1);
        }
        node.refresh(i);
    }

    private static int entryAt(MapleNode leaf, long start) {
        int i = leaf.count == 0 ? 0 : leaf.entryFor(start);
        if (leaf.count == 0 || leaf.start[i] != start) {
            throw new IllegalStateException("no area begins at " + Long.toHexString(start) + " in the index");
        }
        return i;
    }

    @Override
    public void resize(@VirtAddr long oldStart, @VirtAddr long start, @VirtAddr long end) {
        resize(root, Addresses.rawVirt(oldStart), Addresses.rawVirt(start), Addresses.rawVirt(end));
    }

    private static void resize(MapleNode node, long oldStart, long start, long end) {
        if (node.isLeaf()) {
            int i = entryAt(node, oldStart);
            node.start[i] = start;
            node.end[i] = end;
            return;
        }
        int i = node.entryFor(oldStart);
        resize(node.child(i), oldStart, start, end);
        node.refresh(i);
    }

    @Override
    public int find(@VirtAddr long address) {
        long wanted = Addresses.rawVirt(address);
        MapleNode node = root;
        while (true) {
            int i = node.firstEndingAbove(wanted);
            if (i == node.count) {
                return NO_AREA;
            }
            if (node.area != null) {
                return node.area[i];
            }
            node = node.child(i);
        }
    }

    @Override
    public int before(@VirtAddr long address) {
        long wanted = Addresses.rawVirt(address);
        MapleNode node = root;
        int found = NO_AREA;
        MapleNode left = null; // the nearest subtree that lies wholly below
        while (true) {
            int i = node.firstEndingAbove(wanted);
            if (node.area != null) {
                if (i > 0) {
                    found = node.area[i - 1];
                    return found;
                }
                return left == null ? NO_AREA : lastOf(left);
            }
            if (i > 0) {
                left = node.child(i - 1);
            }
            if (i == node.count) {
                return left == null ? NO_AREA : lastOf(left);
            }
            node = node.child(i);
        }
    }

    private static int lastOf(MapleNode from) {
        MapleNode node = from;
        while (node.area == null) {
            node = node.child(node.count - 1);
        }
        return node.area[node.count - 1];
    }

    @Override
    public @VirtAddr long lowestGap(@VirtAddr long low, @VirtAddr long high, long bytes) {
        return Addresses.virt(MapleGaps.lowest(root, Addresses.rawVirt(low), Addresses.rawVirt(high), bytes));
    }

    @Override
    public @VirtAddr long highestGap(@VirtAddr long low, @VirtAddr long high, long bytes) {
        return Addresses.virt(MapleGaps.highest(root, Addresses.rawVirt(low), Addresses.rawVirt(high), bytes));
    }
}
