package org.mmlab.physical.hotplug;

import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.node.NodeTable;
import org.mmlab.physical.zone.Zone;

/** Chooses the zone of a block that is put online (Linux: {@code zone_for_pfn_range} and what it calls). */
public final class ZoneChoice {
    private static final int PERCENT = 100;

    private final NodeTable nodes;
    private final HotplugRules rules;
    private final int normal;
    private final int movable;

    ZoneChoice(NodeTable nodes, HotplugRules rules) {
        this.nodes = nodes;
        this.rules = rules;
        normal = nodes.context().layout().indexOf(ZoneType.NORMAL);
        movable = nodes.context().layout().indexOf(ZoneType.MOVABLE);
    }

    /** The zone that a block would go to now. */
    public Zone zoneFor(OnlineType type, MemoryBlock block) {
        return switch (type) {
            case ONLINE_KERNEL -> kernelZone(block);
            case ONLINE_MOVABLE -> movableZone(block);
            case ONLINE ->
                rules.policy() == HotplugRules.Policy.AUTO_MOVABLE ? autoMovableZone(block) : contiguousZone(block);
        };
    }

    private Zone movableZone(MemoryBlock block) {
        return nodes.node(block.node()).zone(movable);
    }

    /** The lowest zone below Normal whose span has frames of the block, else Normal (Linux: {@code default_kernel_zone_for_pfn}). */
    private Zone kernelZone(MemoryBlock block) {
        Node node = nodes.node(block.node());
        for (int index = 0; index < normal; index++) {
            if (BlockTable.intersects(node.zone(index), block.start(), block.end())) {
                return node.zone(index);
            }
        }
        return node.zone(normal);
    }

    /** Linux: {@code default_zone_for_pfn}. */
    private Zone contiguousZone(MemoryBlock block) {
        Zone kernel = kernelZone(block);
        Zone movableOne = movableZone(block);
        boolean inKernel = BlockTable.intersects(kernel, block.start(), block.end());
        boolean inMovable = BlockTable.intersects(movableOne, block.start(), block.end());
        if (inKernel != inMovable) {
            return inKernel ? kernel : movableOne;
        }
        return rules.overlap() == HotplugRules.Overlap.MOVABLE ? movableOne : kernel;
    }

    /** Linux: {@code auto_movable_zone_for_pfn}, for blocks without a device and for devices of fixed size. */
    private Zone autoMovableZone(MemoryBlock block) {
        MemoryGroup group = block.group();
        long wanted = group == null ? block.frames() : group.mostFrames() - group.movableFrames();
        boolean fits = rules.autoMovableRatio() != 0
                && (group == null || group.kernelFrames() == 0)
                && keepsRatio(nodes.populatedZones(), wanted)
                && (rules.autoMovableScope() == HotplugRules.Scope.MACHINE
                        || keepsRatio(nodes.node(block.node()).zones(), wanted));
        return fits ? movableZone(block) : kernelZone(block);
    }

    private boolean keepsRatio(List<Zone> zones, long wanted) {
        long kernelEarly = 0;
        long movableFrames = wanted;
        for (Zone zone : zones) {
            if (!zone.populated()) {
                continue;
            }
            if (zone.index() == movable) {
                movableFrames += zone.present();
            } else {
                kernelEarly += zone.presentEarly();
            }
        }
        return kernelEarly > 0 && movableFrames <= rules.autoMovableRatio() * kernelEarly / PERCENT;
    }

    /** The zones that a block can be put online to, the default first; of an online block its zone (Linux: {@code valid_zones_show}). */
    public String validZones(MemoryBlock block) {
        if (block.state() == BlockState.ONLINE) {
            @Nullable Zone zone = block.zone();
            return zone == null ? "none" : zone.type().kernelName();
        }
        Zone byDefault = zoneFor(OnlineType.ONLINE, block);
        StringBuilder text = new StringBuilder(byDefault.type().kernelName());
        for (OnlineType type : List.of(OnlineType.ONLINE_KERNEL, OnlineType.ONLINE_MOVABLE)) {
            Zone zone = zoneFor(type, block);
            if (zone != byDefault) {
                text.append(' ').append(zone.type().kernelName());
            }
        }
        return text.toString();
    }
}
