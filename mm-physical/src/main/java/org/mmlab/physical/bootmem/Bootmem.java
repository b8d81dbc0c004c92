package org.mmlab.physical.bootmem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;

/**
 * The nodes' bitmaps in ascending order of their first frames (Linux: {@code bdata_list} and the functions of
 * {@code include/linux/bootmem.h}). One thread only: the machine's.
 */
public final class Bootmem {
    private static final @PhysAddr long NO_GOAL = Addresses.phys(0);

    private final List<BootmemNode> nodes = new ArrayList<>();

    /** Without nodes. */
    public Bootmem() {}

    /**
     * Adds a node whose frames are all taken; the bitmap lies at {@code mapPfn}, and the caller frees the node's memory and
     * then reserves the bitmap (Linux: {@code init_bootmem_node}).
     */
    public BootmemNode initNode(int nid, @Pfn long mapPfn, @Pfn long startPfn, @Pfn long endPfn) {
        BootmemNode node = new BootmemNode(nid, mapPfn, startPfn, endPfn);
        int at = 0;
        while (at < nodes.size() && nodes.get(at).minPfn() <= startPfn) {
            at++;
        }
        nodes.add(at, node);
        return node;
    }

    /** The nodes in ascending order of their first frames. */
    public List<BootmemNode> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /** The bitmap of a node, or null if it has none. */
    public @Nullable BootmemNode node(int nid) {
        for (BootmemNode node : nodes) {
            if (node.nid() == nid) {
                return node;
            }
        }
        return null;
    }

    /** Frees the frames that lie wholly in a range of one node (Linux: {@code free_bootmem_node}). */
    public void free(BootmemNode node, @PhysAddr long base, long bytes) {
        @Pfn long start = Addresses.pfnOf(base + Addresses.PAGE_OFFSET_MASK);
        @Pfn long end = Addresses.pfnOf(base + bytes);
        if (start < end) {
            node.free(start, end);
        }
    }

    /** Takes the frames that a range of one node touches (Linux: {@code reserve_bootmem_node}). */
    public boolean reserve(BootmemNode node, @PhysAddr long base, long bytes, ReserveMode mode) {
        return node.reserve(Addresses.pfnOf(base), Addresses.pfnOf(base + bytes + Addresses.PAGE_OFFSET_MASK), mode);
    }

    /**
     * From any node, at or above the goal if there is room, else anywhere (Linux: {@code __alloc_bootmem_nopanic}).
     *
     * @return the address, or {@code NO_PHYS}
     */
    public @PhysAddr long allocate(long bytes, long align, @PhysAddr long goal, @PhysAddr long limit) {
        check(bytes, align);
        @PhysAddr long found = allocateInOrder(bytes, align, goal, limit);
        return found == Addresses.NO_PHYS && goal != NO_GOAL ? allocateInOrder(bytes, align, NO_GOAL, limit) : found;
    }

    /**
     * From a node, else from any, with the goal, else without it (Linux: {@code __alloc_bootmem_node_nopanic}). A limit that the
     * goal makes impossible is dropped.
     *
     * @return the address, or {@code NO_PHYS}
     */
    public @PhysAddr long allocateOnNode(
            BootmemNode node, long bytes, long align, @PhysAddr long goal, @PhysAddr long limit) {
        check(bytes, align);
        @PhysAddr long wish = goal;
        while (true) {
            @PhysAddr long bound =
                    limit != NO_GOAL && Addresses.rawPhys(wish) + bytes > Addresses.rawPhys(limit) ? NO_GOAL : limit;
            @PhysAddr long found = node.allocate(bytes, align, wish, bound);
            if (found == Addresses.NO_PHYS) {
                found = allocateInOrder(bytes, align, wish, bound);
            }
            if (found != Addresses.NO_PHYS || wish == NO_GOAL) {
                return found;
            }
            wish = NO_GOAL;
        }
    }

    /** First fit through the nodes that reach above the goal and begin below the limit (Linux: {@code alloc_bootmem_core}). */
    private @PhysAddr long allocateInOrder(long bytes, long align, @PhysAddr long goal, @PhysAddr long limit) {
        for (BootmemNode node : nodes) {
            if (goal != NO_GOAL && node.lowPfn() <= Addresses.pfnOf(goal)) {
                continue;
            }
            if (limit != NO_GOAL && node.minPfn() >= Addresses.pfnOf(limit)) {
                break;
            }
            @PhysAddr long found = node.allocate(bytes, align, goal, limit);
            if (found != Addresses.NO_PHYS) {
                return found;
            }
        }
        return Addresses.NO_PHYS;
    }

    private static void check(long bytes, long align) {
        if (bytes <= 0 || Long.bitCount(align) != 1) {
            throw new IllegalArgumentException("bootmem: BUG: " + bytes + " bytes aligned to " + align
                    + "; ask for at least one byte and a power of two");
        }
    }
}
