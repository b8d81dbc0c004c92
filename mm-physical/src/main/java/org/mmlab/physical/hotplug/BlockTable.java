package org.mmlab.physical.hotplug;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.MemoryModel.Range;
import org.mmlab.physical.node.NodeTable;
import org.mmlab.physical.zone.Zone;

/** The memory blocks of a machine, by number. Confined to the machine's thread. */
public final class BlockTable {
    /** Frames in a subsection, the finest part of memory that sparse-vmemmap knows: 2 MiB. */
    static final long SUBSECTION_FRAMES = 512;

    private static final int SECTION_SHIFT = 15;

    private final NodeTable nodes;
    private final long blockFrames;
    private final List<Range> bootRanges;
    private final TreeMap<Long, MemoryBlock> blocks = new TreeMap<>();

    /**
     * The blocks of the memory that was there at boot, all online. A block is there where one of its sections holds memory; it has a zone
     * where it lies in one zone of one node (Linux: {@code memory_dev_init}, {@code early_node_zone_for_memory_block}).
     */
    public BlockTable(NodeTable nodes, long blockFrames, List<Range> bootRanges) {
        this.nodes = nodes;
        this.blockFrames = blockFrames;
        this.bootRanges = List.copyOf(bootRanges);
        for (Range range : bootRanges) {
            long firstSection = Addresses.rawPfn(range.start()) >> SECTION_SHIFT << SECTION_SHIFT;
            long last = (Addresses.rawPfn(range.end()) - 1) / blockFrames;
            for (long index = firstSection / blockFrames; index <= last; index++) {
                addEarly(index, range.node());
            }
        }
    }

    private void addEarly(long index, int node) {
        if (blocks.containsKey(index)) {
            return;
        }
        MemoryBlock block = new MemoryBlock(index, blockFrames, node, MemoryBlock.Origin.BOOT, null, 0);
        block.setOnline(onlyZone(block.start(), block.end()));
        blocks.put(index, block);
    }

    private @Nullable Zone onlyZone(long start, long end) {
        Zone found = null;
        for (Zone zone : nodes.populatedZones()) {
            if (intersects(zone, start, end)) {
                if (found != null) {
                    return null;
                }
                found = zone;
            }
        }
        return found;
    }

    /** Whether a zone's span has frames of a range (Linux: {@code zone_intersects}). */
    static boolean intersects(Zone zone, long start, long end) {
        return zone.spanned() != 0
                && start < Addresses.rawPfn(zone.endPfn())
                && end > Addresses.rawPfn(zone.startPfn());
    }

    /** Frames in a block. */
    public long blockFrames() {
        return blockFrames;
    }

    /** All blocks, by number. */
    public Collection<MemoryBlock> all() {
        return List.copyOf(blocks.values());
    }

    /** A block, or null. */
    public @Nullable MemoryBlock get(long index) {
        return blocks.get(index);
    }

    void put(MemoryBlock block) {
        blocks.put(block.index(), block);
    }

    void remove(MemoryBlock block) {
        blocks.remove(block.index());
    }

    boolean hasBlocksOf(int node) {
        return blocks.values().stream().anyMatch(block -> block.node() == node);
    }

    /** Whether all frames of a block exist: blocks of boot may hold holes. */
    boolean isWhole(MemoryBlock block) {
        if (block.origin() == MemoryBlock.Origin.ADDED) {
            return true;
        }
        long frames = 0;
        for (Range range : bootRanges) {
            frames += Math.max(
                    0,
                    Math.min(block.end(), Addresses.rawPfn(range.end()))
                            - Math.max(block.start(), Addresses.rawPfn(range.start())));
        }
        return frames == blockFrames;
    }

    /** Whether a frame has metadata, is online, and is a zone's (Linux: {@code pfn_to_online_page} and {@code page_zone}). */
    boolean isOnlineIn(Zone zone, long pfn) {
        MemoryBlock block = blocks.get(pfn / blockFrames);
        if (block == null || block.state() == BlockState.OFFLINE) {
            return false;
        }
        Zone own = block.zone();
        if (block.origin() == MemoryBlock.Origin.ADDED) {
            return own == zone;
        }
        long part = pfn / SUBSECTION_FRAMES * SUBSECTION_FRAMES;
        for (Range range : bootRanges) {
            if (Addresses.rawPfn(range.start()) < part + SUBSECTION_FRAMES && Addresses.rawPfn(range.end()) > part) {
                return own == zone || own == null && range.node() == zone.node() && intersects(zone, pfn, pfn + 1);
            }
        }
        return false;
    }
}
