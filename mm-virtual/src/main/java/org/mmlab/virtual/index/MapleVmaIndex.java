package org.mmlab.virtual.index;

import static org.mmlab.virtual.index.MapleNodes.NOWHERE;
import static org.mmlab.virtual.index.MapleNodes.first;
import static org.mmlab.virtual.index.MapleNodes.nodeOf;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.VmaIndex;

/**
 * A B-tree of ranges with 16 entries a node, as Linux's maple tree has (Howlett and Wilcox; {@code lib/maple_tree.c}). Each
 * inner entry keeps the bounds of its subtree and the largest gap within.
 *
 * <p>A system call looks a place up, its neighbours, and changes something there. So the index remembers the leaf and the entry where
 * it was last, as a {@code ma_state} does in the kernel for the time of a call, and goes down from the root only for what that leaf
 * cannot answer.
 *
 * <p>Departures from the kernel: gaps are not entries of their own, nodes are changed in place (nobody reads without the lock
 * here), and inner nodes have 16 entries too, not 10.
 */
@PolicySpec(name = "maple", doc = "B-tree with 16 ranges a node and the largest gap per subtree (Linux 6.1 and later)")
public final class MapleVmaIndex implements VmaIndex {
    private final MapleNodes nodes;
    private int root;
    private int size;
    // where it was last
    private int leaf;
    private int at;

    /** Empty. */
    public MapleVmaIndex() {
        MapleNodes empty = new MapleNodes();
        root = empty.take(0);
        leaf = root;
        at = first(root);
        nodes = empty;
    }

    @Override
    public int size() {
        return size;
    }

    /** Levels of nodes, which is what a search that cannot begin at a leaf visits. */
    int height() {
        return nodes.level(root) + 1;
    }

    /**
     * Makes {@link #at} the slot of the first entry whose end lies above {@code address}, and {@link #leaf} its leaf; the last leaf
     * and its limit where there is none.
     */
    private void locate(long address) {
        int first = first(leaf);
        int last = nodes.limit(leaf) - 1;
        if (last < first
                || Long.compareUnsigned(nodes.end[last], address) <= 0
                || Long.compareUnsigned(nodes.start[first], address) > 0) {
            descend(address);
            return;
        }
        int slot = Math.min(at, last);
        while (Long.compareUnsigned(nodes.end[slot], address) <= 0) {
            slot++;
        }
        while (slot > first && Long.compareUnsigned(nodes.end[slot - 1], address) > 0) {
            slot--;
        }
        at = slot;
    }

    private void descend(long address) {
        int node = root;
        int slot = nodes.firstEndingAbove(node, address);
        while (!nodes.isLeaf(node)) {
            node = nodes.link[Math.min(slot, nodes.limit(node) - 1)];
            slot = nodes.firstEndingAbove(node, address);
        }
        leaf = node;
        at = slot;
    }

    private boolean beyondAll() {
        return at == nodes.limit(leaf);
    }

    @Override
    public void insert(@VirtAddr long start, @VirtAddr long end, int area) {
        long from = Addresses.rawVirt(start);
        long to = Addresses.rawVirt(end);
        locate(from);
        if (!beyondAll() && Long.compareUnsigned(nodes.start[at], to) < 0) {
            throw new IllegalStateException("area " + area + " at " + Long.toHexString(from) + " overlaps area "
                    + nodes.link[at] + " at " + Long.toHexString(nodes.start[at]) + " in the index");
        }
        if (nodes.count(leaf) == MapleNodes.SLOTS) {
            int right = split(leaf);
            int beyond = at - nodes.limit(leaf);
            if (beyond > 0) {
                leaf = right;
                at = first(right) + beyond;
            }
        }
        nodes.open(at);
        nodes.start[at] = from;
        nodes.end[at] = to;
        nodes.link[at] = area;
        nodes.pullUp(leaf);
        size++;
    }

    /** Makes two of a full node and gives the new one, which is the right one. The nodes above know as much as before. */
    private int split(int node) {
        if (nodes.hangs(node) == NOWHERE) {
            root = nodes.take(nodes.level(node) + 1);
            nodes.open(first(root));
            nodes.hang(first(root), node);
        } else if (nodes.count(nodeOf(nodes.hangs(node))) == MapleNodes.SLOTS) {
            split(nodeOf(nodes.hangs(node)));
        }
        int right = nodes.take(nodes.level(node));
        nodes.shiftUp(node, right, MapleNodes.SLOTS / 2);
        int slot = nodes.hangs(node);
        nodes.open(slot + 1);
        nodes.hang(slot, node);
        nodes.hang(slot + 1, right);
        return right;
    }

    @Override
    public void remove(@VirtAddr long start) {
        locateArea(Addresses.rawVirt(start));
        nodes.close(at);
        size--;
        mend(leaf);
    }

    private void locateArea(long start) {
        locate(start);
        if (beyondAll() || nodes.start[at] != start) {
            throw new IllegalStateException("no area begins at " + Long.toHexString(start) + " in the index");
        }
    }

    /** After a node has lost an entry: fills it from a neighbour if it has too few, and tells the nodes above. */
    private void mend(int from) {
        int node = from;
        while (nodes.count(node) < MapleNodes.LEAST && nodes.hangs(node) != NOWHERE) {
            int slot = nodes.hangs(node);
            node = nodeOf(slot);
            fill(slot == first(node) ? slot : slot - 1);
        }
        if (node == root && nodes.count(root) == 1 && !nodes.isLeaf(root)) {
            root = nodes.link[first(node)];
            nodes.unhang(root);
            nodes.giveBack(node);
        } else {
            nodes.pullUp(node);
        }
    }

    /** Evens out the children at {@code slot} and after it, one of which has too few entries, or makes one of them. */
    private void fill(int slot) {
        int left = nodes.link[slot];
        int right = nodes.link[slot + 1];
        int total = nodes.count(left) + nodes.count(right);
        if (total <= MapleNodes.SLOTS) {
            nodes.shiftDown(left, right, nodes.count(right));
            nodes.close(slot + 1);
            nodes.giveBack(right);
            leaf = leaf == right ? left : leaf;
        } else {
            int surplus = nodes.count(left) - total / 2;
            if (surplus > 0) {
                nodes.shiftUp(left, right, surplus);
            } else {
                nodes.shiftDown(left, right, -surplus);
            }
            nodes.hang(slot + 1, right);
        }
        nodes.hang(slot, left);
        at = first(leaf);
    }

    @Override
    public void resize(@VirtAddr long oldStart, @VirtAddr long start, @VirtAddr long end) {
        locateArea(Addresses.rawVirt(oldStart));
        nodes.start[at] = Addresses.rawVirt(start);
        nodes.end[at] = Addresses.rawVirt(end);
        nodes.pullUp(leaf);
    }

    @Override
    public int find(@VirtAddr long address) {
        locate(Addresses.rawVirt(address));
        return beyondAll() ? NO_AREA : nodes.link[at];
    }

    @Override
    public int before(@VirtAddr long address) {
        locate(Addresses.rawVirt(address));
        return at > first(leaf) ? nodes.link[at - 1] : lastBefore(leaf);
    }

    /** The last area below the node that lies before {@code from}, or {@link #NO_AREA}. */
    private int lastBefore(int from) {
        int slot = nodes.hangs(from);
        while (slot != NOWHERE && slot == first(nodeOf(slot))) {
            slot = nodes.hangs(nodeOf(slot));
        }
        if (slot == NOWHERE) {
            return NO_AREA;
        }
        int node = nodes.link[slot - 1];
        while (!nodes.isLeaf(node)) {
            node = nodes.link[nodes.limit(node) - 1];
        }
        return nodes.link[nodes.limit(node) - 1];
    }

    @Override
    public @VirtAddr long lowestGap(@VirtAddr long low, @VirtAddr long high, long bytes) {
        return Addresses.virt(MapleGaps.lowest(nodes, root, Addresses.rawVirt(low), Addresses.rawVirt(high), bytes));
    }

    @Override
    public @VirtAddr long highestGap(@VirtAddr long low, @VirtAddr long high, long bytes) {
        return Addresses.virt(MapleGaps.highest(nodes, root, Addresses.rawVirt(low), Addresses.rawVirt(high), bytes));
    }
}
