package org.mmlab.physical.hotplug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmlab.physical.hotplug.PluggedMachine.BLOCK;
import static org.mmlab.physical.hotplug.PluggedMachine.ROOM;
import static org.mmlab.physical.hotplug.PluggedMachine.block;

import org.junit.jupiter.api.Test;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.zone.Zone;

/** What surprises in Linux's rules for plugged memory. */
class MemoryHotplugTest {
    private static final int NORMAL = 2;
    private static final int MOVABLE = 3;

    private final PluggedMachine machine = new PluggedMachine(HotplugRules.DEFAULTS);

    private Zone zone(int node, int index) {
        return machine.memory.nodes().node(node).zone(index);
    }

    @Test
    void anAddedBlockIsOfflineAndItsMetadataComeFromThePageAllocator() {
        long free = machine.memory.freeFrames() + machine.memory.pcpFrames();
        assertThat(machine.add(0, 0, 1).done()).isTrue();
        assertThat(machine.get(0).state()).isEqualTo(BlockState.OFFLINE);
        assertThat(machine.hotplug.choice().validZones(machine.get(0))).isEqualTo("Normal Movable");
        assertThat(free - machine.memory.freeFrames() - machine.memory.pcpFrames())
                .isEqualTo(BLOCK * MemoryModel.LINUX_STRUCT_PAGE_BYTES / Addresses.PAGE_SIZE);
        assertThat(machine.memory.reserves().totalFrames()).isEqualTo(BLOCK - 1);
    }

    @Test
    void withoutAZoneAskedForABlockGoesToTheZoneThatSpansIt() {
        machine.add(0, 0, 4);
        machine.hotplug.online(block(0), OnlineType.ONLINE_MOVABLE);
        machine.hotplug.online(block(3), OnlineType.ONLINE_MOVABLE);
        machine.hotplug.online(block(1), OnlineType.ONLINE);
        assertThat(machine.get(1).zone()).isEqualTo(zone(0, MOVABLE));
        machine.hotplug.online(block(2), OnlineType.ONLINE_KERNEL);
        assertThat(machine.get(2).zone()).as("zones may overlap").isEqualTo(zone(0, NORMAL));
        assertThat(zone(0, MOVABLE).spanned()).isEqualTo(4 * BLOCK);
        assertThat(zone(0, MOVABLE).present()).isEqualTo(3 * BLOCK);
    }

    @Test
    void aSpanShrinksAtItsBordersAndKeepsHolesInside() {
        machine.add(1, 0, 4);
        for (int slot = 0; slot < 4; slot++) {
            machine.hotplug.online(block(slot), OnlineType.ONLINE_MOVABLE);
        }
        machine.hotplug.offline(block(1));
        assertThat(zone(1, MOVABLE).spanned()).isEqualTo(4 * BLOCK);
        machine.hotplug.offline(block(0));
        assertThat(Addresses.rawPfn(zone(1, MOVABLE).startPfn())).isEqualTo(ROOM + 2 * BLOCK);
        assertThat(zone(1, MOVABLE).spanned()).isEqualTo(2 * BLOCK);
        machine.hotplug.offline(block(3));
        assertThat(machine.memory.nodes().node(1).spanned()).isEqualTo(BLOCK);
        machine.hotplug.offline(block(2));
        assertThat(zone(1, MOVABLE).spanned()).isZero();
        assertThat(machine.memory.nodes().node(0).fallback().zones()).doesNotContain(zone(1, MOVABLE));
    }

    @Test
    void aNodeComesToBeWithItsFirstBlockAndGoesWithItsLast() {
        Node node = machine.memory.nodes().node(2);
        assertThat(node.online()).isFalse();
        machine.add(2, 0, 2);
        assertThat(node.online()).isTrue();
        assertThat(node.fallback().zones())
                .isEqualTo(machine.memory.nodes().node(0).fallback().zones());
        machine.hotplug.online(block(0), OnlineType.ONLINE);
        assertThat(node.hasNormalMemory()).isTrue();
        assertThat(machine.hotplug.remove(ROOM, 2 * BLOCK).code()).isEqualTo(HotplugOutcome.Code.EBUSY);
        assertThat(machine.hotplug.offline(block(0)).done()).isTrue();
        assertThat(machine.hotplug.remove(ROOM, BLOCK).done()).isTrue();
        assertThat(node.online()).as("its second block is still there").isTrue();
        assertThat(machine.hotplug.remove(ROOM + BLOCK, BLOCK).done()).isTrue();
        assertThat(node.online()).isFalse();
    }

    @Test
    void kernelPagesKeepABlockOnlineAndTheRefusalSaysWhere() {
        machine.add(1, 0, 1);
        machine.hotplug.online(block(0), OnlineType.ONLINE_KERNEL);
        int frame = machine.memory.allocate(Gfp.KERNEL | Gfp.THISNODE, 0, 1);
        long free = machine.memory.freeFrames() + machine.memory.pcpFrames();
        HotplugOutcome outcome = machine.hotplug.offline(block(0));
        assertThat(outcome.code()).isEqualTo(HotplugOutcome.Code.EBUSY);
        assertThat(outcome.reason())
                .isEqualTo("memory32: unmovable page: pfn 0x"
                        + Long.toHexString(Addresses.rawPfn(machine.memory.pfnOf(Addresses.frame(frame))))
                        + " is allocated by the kernel");
        assertThat(machine.get(0).state()).isEqualTo(BlockState.ONLINE);
        assertThat(machine.memory.freeFrames() + machine.memory.pcpFrames()).isEqualTo(free);
        assertThat(zone(1, NORMAL).isolatedPageblocks()).isZero();
        machine.memory.free(Addresses.frame(frame), 0);
        assertThat(machine.hotplug.offline(block(0)).done()).isTrue();
    }

    @Test
    void blocksOfBootWithHolesOrOfSeveralZonesStayOnline() {
        assertThat(machine.hotplug.offline(0).reason()).isEqualTo("memory0 lies in several zones or nodes");
        assertThat(machine.hotplug.remove(0, BLOCK).code()).isEqualTo(HotplugOutcome.Code.EBUSY);
    }

    @Test
    void impossibleDevicesAreRefusedAndNamed() {
        assertThat(machine.add(3, 0, 1).reason()).isEqualTo("node 3 is not possible; there are nodes 0 to 2");
        assertThat(machine.hotplug.add(0, ROOM + 1, BLOCK).reason()).contains("are not whole memory blocks of 32768");
        machine.add(0, 1, 1);
        assertThat(machine.add(1, 0, 3).toString()).isEqualTo("EEXIST: memory33 is there already");
        assertThat(machine.hotplug.blocks().get(block(0))).isNull();
        assertThat(machine.hotplug.online(99, OnlineType.ONLINE).toString())
                .isEqualTo("ENODEV: there is no block memory99; there are 0,33");
    }

    @Test
    void metadataThatFindNoMemoryLeaveNothingBehind() {
        while (machine.memory.allocate(Gfp.KERNEL & ~Gfp.RECLAIM, 6, 0) != -1) {
            // until less than a block's metadata is left
        }
        long free = machine.memory.freeFrames() + machine.memory.pcpFrames();
        HotplugOutcome outcome = machine.add(0, 0, 1);
        assertThat(outcome.code()).isEqualTo(HotplugOutcome.Code.ENOMEM);
        assertThat(machine.memory.freeFrames() + machine.memory.pcpFrames()).isEqualTo(free);
    }

    @Test
    void autoMovableKeepsARatioToTheMemoryOfBoot() {
        PluggedMachine auto = new PluggedMachine(new HotplugRules(
                HotplugRules.Policy.AUTO_MOVABLE,
                HotplugRules.DEFAULT_RATIO,
                HotplugRules.Scope.MACHINE,
                HotplugRules.Overlap.KERNEL,
                HotplugRules.SelfHosted.OFF));
        auto.add(0, 0, 3);
        auto.add(1, 3, 2);
        for (int slot = 0; slot < 5; slot++) {
            auto.hotplug.online(block(slot), OnlineType.ONLINE);
        }
        assertThat(auto.get(2).zone()).isEqualTo(auto.memory.nodes().node(0).zone(MOVABLE));
        assertThat(auto.get(3).zone())
                .as("3.01 of a machine is used up")
                .isEqualTo(auto.memory.nodes().node(1).zone(NORMAL));
        assertThat(auto.get(4).zone())
                .as("a device stays in one kind of zone")
                .isEqualTo(auto.get(3).zone());
    }

    @Test
    void aBlockThatHoldsItsOwnMetadataTakesNoneFromOthers() {
        PluggedMachine hosting = new PluggedMachine(new HotplugRules(
                HotplugRules.Policy.CONTIG_ZONES,
                HotplugRules.DEFAULT_RATIO,
                HotplugRules.Scope.NODE_TOO,
                HotplugRules.Overlap.KERNEL,
                HotplugRules.SelfHosted.ON));
        long free = hosting.memory.freeFrames();
        hosting.add(1, 0, 1);
        assertThat(hosting.memory.freeFrames()).isEqualTo(free);
        hosting.hotplug.online(block(0), OnlineType.ONLINE);
        Zone normal = hosting.memory.nodes().node(1).zone(NORMAL);
        assertThat(normal.managedFrames()).isEqualTo(BLOCK - 512);
        assertThat(normal.present()).isEqualTo(BLOCK);
        assertThat(hosting.hotplug.offline(block(0)).done()).isTrue();
        assertThat(normal.present()).isZero();
        assertThat(normal.spanned()).isZero();
    }
}
