package org.mmlab.physical.hotplug;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.api.memory.ZonelistPolicy;
import org.mmlab.physical.hotplug.HotplugOutcome.Code;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.node.NodeTable;
import org.mmlab.physical.node.Reserves;
import org.mmlab.physical.zone.Zone;

/**
 * Adds, puts online, takes offline and removes memory (Linux: {@code mm/memory_hotplug.c}). Every step either happens as a whole or leaves
 * the machine as it was. Confined to the machine's thread.
 */
public final class MemoryHotplug {
    private final NodeTable nodes;
    private final Reserves reserves;
    private final ZonelistPolicy zonelists;
    private final HotplugRules rules;
    private final BlockTable blocks;
    private final BlockFrames frames;
    private final ZoneSpans spans;
    private final ZoneChoice choice;

    /** Hot-plug of a machine that has booted with these blocks. */
    public MemoryHotplug(
            NodeTable nodes,
            Reserves reserves,
            ZonelistPolicy zonelists,
            HotplugRules rules,
            BlockTable blocks,
            BlockFrames frames) {
        this.nodes = nodes;
        this.reserves = reserves;
        this.zonelists = zonelists;
        this.rules = rules;
        this.blocks = blocks;
        this.frames = frames;
        spans = new ZoneSpans(blocks);
        choice = new ZoneChoice(nodes, rules);
    }

    /** The machine's memory blocks. */
    public BlockTable blocks() {
        return blocks;
    }

    /** Where blocks would go. */
    public ZoneChoice choice() {
        return choice;
    }

    /**
     * Adds a memory device: its blocks come to be, offline (Linux: {@code add_memory_resource}). A node that had neither memory nor CPU
     * comes to be with them.
     *
     * @param start first page frame number
     * @param count frames
     */
    public HotplugOutcome add(int node, long start, long count) {
        HotplugOutcome problem = problemOfRange(node, start, count);
        if (problem != null) {
            return problem;
        }
        Node home = nodes.node(node);
        boolean fresh = !home.online();
        if (fresh) {
            start(home);
        }
        MemoryGroup group = new MemoryGroup(count);
        List<MemoryBlock> added = new ArrayList<>();
        for (long pfn = start; pfn < start + count; pfn += blocks.blockFrames()) {
            MemoryBlock block = new MemoryBlock(
                    pfn / blocks.blockFrames(),
                    blocks.blockFrames(),
                    node,
                    MemoryBlock.Origin.ADDED,
                    group,
                    selfHostedFrames(count));
            if (!frames.plug(block)) {
                added.forEach(this::drop);
                return HotplugOutcome.refused(
                        Code.ENOMEM, "there is no memory for the metadata of " + block + " near node " + node);
            }
            blocks.put(block);
            added.add(block);
        }
        home.setOnline(true);
        return HotplugOutcome.done(added);
    }

    private @Nullable HotplugOutcome problemOfRange(int node, long start, long count) {
        long unit = blocks.blockFrames();
        if (node < 0 || node >= nodes.count()) {
            return HotplugOutcome.refused(
                    Code.EINVAL, "node " + node + " is not possible; there are nodes 0 to " + (nodes.count() - 1));
        }
        if (count <= 0 || start < 0 || start % unit != 0 || count % unit != 0) {
            return HotplugOutcome.refused(
                    Code.EINVAL,
                    "frames " + start + " + " + count + " are not whole memory blocks of " + unit
                            + " frames; start and size must be multiples of that");
        }
        for (long index = start / unit; index < (start + count) / unit; index++) {
            if (blocks.get(index) != null) {
                return HotplugOutcome.refused(Code.EEXIST, "memory" + index + " is there already");
            }
        }
        return null;
    }

    /** Linux: {@code hotadd_init_pgdat}. */
    private void start(Node node) {
        node.reset();
        for (Zone zone : node.zones()) {
            zone.setPresent(0);
            zone.setManaged(0);
        }
        nodes.buildZonelistsOf(node.id(), zonelists);
    }

    private void drop(MemoryBlock block) {
        frames.unplug(block);
        blocks.remove(block);
    }

    /**
     * Frames that a block's own metadata take from it (Linux: {@code mhp_supports_memmap_on_memory}). Linux 6.1 does so only for devices of
     * a single block.
     */
    private long selfHostedFrames(long deviceFrames) {
        if (!nodes.context().kernel().atLeast(KernelVersion.V6_12) && deviceFrames != blocks.blockFrames()) {
            return 0;
        }
        long needed = blocks.blockFrames() * MemoryModel.LINUX_STRUCT_PAGE_BYTES >>> 12;
        long pageblock = 1L << nodes.context().pageblockOrder();
        long rounded =
                rules.selfHosted() == HotplugRules.SelfHosted.FORCE ? (needed + pageblock - 1) & -pageblock : needed;
        boolean possible = rules.selfHosted() != HotplugRules.SelfHosted.OFF
                && rounded % pageblock == 0
                && rounded != blocks.blockFrames()
                && needed % BlockTable.SUBSECTION_FRAMES == 0;
        return possible ? rounded : 0;
    }

    /** Puts a block online (Linux: {@code memory_block_online}, {@code online_pages}); one that is online already stays as it is. */
    public HotplugOutcome online(long index, OnlineType type) {
        MemoryBlock block = blocks.get(index);
        if (block == null) {
            return noSuch(index);
        }
        if (block.state() == BlockState.ONLINE) {
            return HotplugOutcome.done(List.of(block));
        }
        Zone zone = choice.zoneFor(type, block);
        Node node = nodes.node(block.node());
        long from = block.start() + block.selfHosted();
        if (block.selfHosted() != 0) {
            spans.extend(zone, node, block.start(), from);
            frames.host(zone, block.start(), from);
        }
        spans.extend(zone, node, from, block.end());
        boolean wasEmpty = !zone.populated();
        frames.join(zone, from, block.end());
        addPresent(zone, block, block.end() - from);
        if (wasEmpty) {
            nodes.rebuildZonelists(zonelists);
        }
        frames.release(zone, from, block.end());
        reserves.init();
        addPresent(zone, block, block.selfHosted());
        block.setOnline(zone);
        return HotplugOutcome.done(List.of(block));
    }

    private HotplugOutcome noSuch(long index) {
        return HotplugOutcome.refused(
                Code.ENODEV, "there is no block memory" + index + "; there are " + BlockNumbers.of(blocks.all()));
    }

    /** Linux: {@code adjust_present_page_count}. */
    private static void addPresent(Zone zone, MemoryBlock block, long count) {
        zone.setPresent(zone.present() + count);
        if (block.origin() == MemoryBlock.Origin.BOOT) {
            zone.setPresentEarly(zone.presentEarly() + count);
        }
        MemoryGroup group = block.group();
        if (group == null) {
            return;
        }
        if (zone.type() == ZoneType.MOVABLE) {
            group.addMovable(count);
        } else {
            group.addKernel(count);
        }
    }

    /**
     * Takes a block offline (Linux: {@code memory_block_offline}, {@code offline_pages}); one that is offline already stays as it is. What
     * it holds moves elsewhere; where that is not possible it stays online, and the outcome says why.
     */
    public HotplugOutcome offline(long index) {
        MemoryBlock block = blocks.get(index);
        if (block == null) {
            return noSuch(index);
        }
        if (block.state() == BlockState.OFFLINE) {
            return HotplugOutcome.done(List.of(block));
        }
        Zone zone = block.zone();
        if (zone == null) {
            return HotplugOutcome.refused(Code.EINVAL, block + " lies in several zones or nodes");
        }
        if (!blocks.isWhole(block)) {
            return HotplugOutcome.refused(Code.EINVAL, block + " has holes");
        }
        long from = block.start() + block.selfHosted();
        addPresent(zone, block, -block.selfHosted());
        String reason = frames.withdraw(zone, from, block.end());
        if (!reason.isEmpty()) {
            addPresent(zone, block, block.selfHosted());
            return HotplugOutcome.refused(Code.EBUSY, block + ": " + reason);
        }
        withdrawn(block, zone, from);
        return HotplugOutcome.done(List.of(block));
    }

    private void withdrawn(MemoryBlock block, Zone zone, long from) {
        Node node = nodes.node(block.node());
        addPresent(zone, block, from - block.end());
        reserves.init();
        if (!zone.populated()) {
            nodes.rebuildZonelists(zonelists);
        }
        block.setOffline();
        spans.shrink(zone, node, from, block.end());
        if (block.selfHosted() != 0) {
            frames.unhost(zone, block.start(), from);
            spans.shrink(zone, node, block.start(), from);
        }
    }

    /**
     * Removes blocks that were added and are offline (Linux: {@code try_remove_memory}). A node without CPU goes with its last block.
     *
     * @param start first page frame number
     * @param count frames
     */
    public HotplugOutcome remove(long start, long count) {
        long unit = blocks.blockFrames();
        if (count <= 0 || start < 0 || start % unit != 0 || count % unit != 0) {
            return HotplugOutcome.refused(
                    Code.EINVAL,
                    "frames " + start + " + " + count + " are not whole memory blocks of " + unit + " frames");
        }
        List<MemoryBlock> going = new ArrayList<>();
        for (long index = start / unit; index < (start + count) / unit; index++) {
            MemoryBlock block = blocks.get(index);
            if (block == null) {
                return noSuch(index);
            }
            if (block.state() == BlockState.ONLINE) {
                return HotplugOutcome.refused(Code.EBUSY, block + " is online; take it offline first");
            }
            if (block.origin() == MemoryBlock.Origin.BOOT) {
                return HotplugOutcome.refused(
                        Code.EINVAL, block + " was there at boot: no device holds it that could be unplugged");
            }
            going.add(block);
        }
        going.forEach(this::drop);
        going.forEach(block -> stopIfEmpty(nodes.node(block.node())));
        return HotplugOutcome.done(going);
    }

    /** Linux: {@code try_offline_node}. */
    private void stopIfEmpty(Node node) {
        if (node.spanned() == 0 && node.cpus() == 0 && !blocks.hasBlocksOf(node.id())) {
            node.setOnline(false);
        }
    }
}
