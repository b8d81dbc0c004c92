package org.mmlab.physical.emulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Blocks of nodes in the order in which they were told (Linux: {@code struct numa_meminfo}). */
final class NodeBlocks {
    /** What {@link #find} says of a node without a block. */
    static final int NONE = -1;

    private final List<NodeBlock> blocks;

    NodeBlocks(List<NodeBlock> blocks) {
        this.blocks = new ArrayList<>(blocks);
    }

    List<NodeBlock> list() {
        return List.copyOf(blocks);
    }

    NodeBlock first() {
        return blocks.get(0);
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** The numbers of the nodes that have a block, ascending. */
    SortedSet<Integer> nodes() {
        SortedSet<Integer> nodes = new TreeSet<>();
        blocks.forEach(block -> nodes.add(block.node()));
        return nodes;
    }

    /** The place of a node's first block, or {@link #NONE}. */
    int find(int node) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).node() == node) {
                return i;
            }
        }
        return NONE;
    }

    NodeBlock at(int place) {
        return blocks.get(place);
    }

    /** Takes the first {@code bytes} off a block; an empty one goes. */
    void take(int place, long bytes) {
        NodeBlock block = blocks.get(place);
        if (block.start() + bytes >= block.end()) {
            blocks.remove(place);
        } else {
            blocks.set(place, new NodeBlock(block.start() + bytes, block.end(), block.node()));
        }
    }

    /**
     * Trims blocks to where there is memory, drops those without, and joins a node's blocks that no other node's lies between (Linux:
     * {@code numa_cleanup_meminfo}). None begins below {@code lowest}.
     */
    void cleanUp(Holes holes, long lowest) {
        blocks.removeIf(block -> holes.memory(block.start(), block.end()) == 0);
        blocks.replaceAll(block ->
                new NodeBlock(Math.max(block.start(), lowest), Math.min(block.end(), holes.highest()), block.node()));
        for (int i = 0; i < blocks.size(); i++) {
            for (int j = i + 1; j < blocks.size(); ) {
                if (canJoin(blocks.get(i), blocks.get(j))) {
                    blocks.set(i, joined(blocks.get(i), blocks.remove(j)));
                } else {
                    j++;
                }
            }
        }
    }

    private boolean canJoin(NodeBlock one, NodeBlock other) {
        if (one.node() != other.node()) {
            return false;
        }
        NodeBlock both = joined(one, other);
        return blocks.stream()
                .noneMatch(block ->
                        block.node() != both.node() && both.start() < block.end() && both.end() > block.start());
    }

    private static NodeBlock joined(NodeBlock one, NodeBlock other) {
        return new NodeBlock(Math.min(one.start(), other.start()), Math.max(one.end(), other.end()), one.node());
    }
}
