package org.mmlab.physical.emulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;

/**
 * Cuts memory into made-up nodes as {@code numa=fake=} asks (Linux {@code mm/numa_emulation.c}, {@code numa_emulation}): {@code N} nodes of
 * equal memory, nodes of a size ({@code 512M}, {@code 1G}), or {@code NU} equal parts of each real node, holes included. Nothing is
 * shared with the machine; one thread.
 */
public final class NumaEmulation {
    /** Made-up nodes have at least 32 MiB, and borders at multiples of it. */
    private static final long LEAST = 32L << 20;

    private static final int MAX_NODES = 1024;

    private final Holes holes;
    private final long dma32End;
    private final long lowest;
    private final NodeBlocks physical;
    private final List<NodeBlock> made = new ArrayList<>();

    /**
     * A machine as its firmware tells.
     *
     * @param memory its memory, ascending
     * @param nodes its real nodes in the order of the SRAT; one node over all where there is none
     * @param dma32End one past the last byte of ZONE_DMA32
     * @param kernel whose rule to follow: blocks of nodes begin at the first byte of memory, before Linux 6.12 at address 0
     */
    public NumaEmulation(List<MemoryRange> memory, List<NodeBlock> nodes, long dma32End, KernelVersion kernel) {
        this.holes = new Holes(memory);
        this.dma32End = dma32End;
        this.lowest = kernel.atLeast(KernelVersion.V6_12) ? holes.lowest() : 0;
        this.physical = new NodeBlocks(nodes);
        physical.cleanUp(holes, lowest);
    }

    /** The made-up nodes' blocks, or nothing where the kernel gives up and keeps the real ones; {@code option} is what follows {@code fake=}. */
    public Optional<List<NodeBlock>> split(String option) {
        boolean done;
        if (option.indexOf('U') >= 0) {
            done = splitEach((int) FakeOption.number(option));
        } else if (option.indexOf('M') >= 0 || option.indexOf('G') >= 0) {
            done = splitBySize(FakeOption.size(option));
        } else {
            done = splitByCount((int) FakeOption.number(option));
        }
        if (!done) {
            return Optional.empty();
        }
        NodeBlocks blocks = new NodeBlocks(made);
        blocks.cleanUp(holes, lowest);
        return Optional.of(blocks.list());
    }

    /** Linux: {@code split_nodes_interleave}. */
    private boolean splitByCount(int wanted) {
        if (wanted <= 0) {
            return false;
        }
        int count = Math.min(wanted, MAX_NODES);
        long memory = holes.highest() - holes.size(0, holes.highest());
        long share = (memory >>> Addresses.PAGE_SHIFT) / count << Addresses.PAGE_SHIFT;
        long big = (share & LEAST - 1) * count / LEAST; // how many nodes are larger, so that the rest is used up
        long size = share & -LEAST;
        if (size == 0) {
            return false;
        }
        int node = 0;
        SortedSet<Integer> left = physical.nodes();
        while (!left.isEmpty()) {
            for (int real : List.copyOf(left)) {
                int place = physical.find(real);
                if (place == NodeBlocks.NONE) {
                    left.remove(real);
                    continue;
                }
                NodeBlock block = physical.at(place);
                long end = block.start() + size + (node < big ? LEAST : 0);
                end = atRest(block, grow(block.start(), end, block.end(), size), size);
                make(place, node++ % count, end);
            }
        }
        return true;
    }

    /** Linux: {@code split_nodes_size_interleave}. */
    private boolean splitBySize(long wanted) {
        if (wanted == 0) {
            return false;
        }
        long memory = holes.highest() - holes.size(0, holes.highest());
        long size = atLeast(wanted, (memory >>> Addresses.PAGE_SHIFT) / MAX_NODES << Addresses.PAGE_SHIFT);
        int node = 0;
        SortedSet<Integer> left = physical.nodes();
        while (!left.isEmpty()) {
            for (int real : List.copyOf(left)) {
                int place = physical.find(real);
                if (place == NodeBlocks.NONE) {
                    left.remove(real);
                    continue;
                }
                NodeBlock block = physical.at(place);
                long end = grow(block.start(), block.start() + size, block.end(), size);
                make(place, node++ % MAX_NODES, atRest(block, end, size));
            }
        }
        return true;
    }

    /** Linux: {@code split_nodes_size_interleave_uniform}, once for each real node. */
    private boolean splitEach(int count) {
        int node = 0;
        int nodes = physical.nodes().size();
        for (int i = 0; i < nodes; i++) {
            if (count <= 0 || physical.isEmpty()) {
                return false;
            }
            NodeBlock whole = physical.first();
            long share = ((whole.end() >>> Addresses.PAGE_SHIFT) - (whole.start() >>> Addresses.PAGE_SHIFT)) / count
                    << Addresses.PAGE_SHIFT;
            long size = atLeast(share, share);
            int before = node;
            for (int place = physical.find(whole.node());
                    place != NodeBlocks.NONE;
                    place = physical.find(whole.node())) {
                NodeBlock block = physical.at(place);
                make(place, node++ % MAX_NODES, upToDma32(block.start() + size));
            }
            if (node - before < count) {
                return false;
            }
        }
        return true;
    }

    /** The size of nodes: what is wanted, but no less than {@code floor}, in multiples of the least. */
    private static long atLeast(long wanted, long floor) {
        long least = Math.max(floor, LEAST) + LEAST - 1 & -LEAST;
        return Math.max(wanted, least) & -LEAST;
    }

    /** Moves an end until so much memory lies before it, or the block is at its own end. */
    private long grow(long start, long end, long limit, long size) {
        long grown = end;
        while (grown - start - holes.size(start, grown) < size) {
            grown += LEAST;
            if (grown > limit) {
                return limit;
            }
        }
        return grown;
    }

    /** An end that leaves no rest too small for another node, in ZONE_DMA32 or in the block. */
    private long atRest(NodeBlock block, long end, long size) {
        long moved = upToDma32(end);
        return block.end() - moved - holes.size(moved, block.end()) < size ? block.end() : moved;
    }

    private long upToDma32(long end) {
        return end < dma32End && dma32End - end - holes.size(end, dma32End) < LEAST ? dma32End : end;
    }

    private void make(int place, int node, long end) {
        NodeBlock block = physical.at(place);
        long until = Math.min(end, block.end());
        made.add(new NodeBlock(block.start(), until, node));
        physical.take(place, until - block.start());
    }
}
