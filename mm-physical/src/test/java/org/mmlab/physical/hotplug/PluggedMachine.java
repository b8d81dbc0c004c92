package org.mmlab.physical.hotplug;

import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.frame.IndexLists;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.physical.contig.RangeMigrator;
import org.mmlab.physical.model.MetadataPlacer;
import org.mmlab.physical.model.SparseVmemmapMemoryModel;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.page.PhysicalMemoryBuilder;
import org.mmlab.physical.zonelist.LinuxZonelistPolicy;

/** A machine of 128 MiB in node 0, with slots for more in three nodes, of which only node 0 has a CPU. */
final class PluggedMachine {
    static final long BLOCK = 1L << 15;
    static final long ROOM = 1L << 20;

    private static final long BOOT_END = BLOCK;
    private static final int[][] DISTANCE = {{10, 20, 30}, {20, 10, 20}, {30, 20, 10}};

    final PhysicalMemory memory;
    final MemoryHotplug hotplug;

    PluggedMachine(HotplugRules rules) {
        MetadataPlacer placer = new MetadataPlacer(MemoryModel.Placer.NOWHERE);
        LinuxZonelistPolicy zonelists = new LinuxZonelistPolicy();
        PhysicalMemoryBuilder builder = new PhysicalMemoryBuilder()
                .range(1, BOOT_END, 0)
                .topology(DISTANCE, 0)
                .zonelists(zonelists)
                .model(new SparseVmemmapMemoryModel(), placer)
                .checks(IndexLists.Checks.ON);
        memory = builder.build();
        memory.freeAtBoot(Addresses.pfn(1), BOOT_END - 1);
        builder.finish(memory);
        List<MemoryModel.Range> boot = List.of(new MemoryModel.Range(Addresses.pfn(1), Addresses.pfn(BOOT_END), 0));
        hotplug = new MemoryHotplug(
                memory.nodes(),
                memory.reserves(),
                zonelists,
                rules,
                new BlockTable(memory.nodes(), BLOCK, boot),
                new MachineBlockFrames(memory, RangeMigrator.NONE, placer, frames -> {}));
    }

    /** The number of the block in slot {@code slot} of the room. */
    static long block(int slot) {
        return ROOM / BLOCK + slot;
    }

    HotplugOutcome add(int node, int slot, int count) {
        return hotplug.add(node, ROOM + slot * BLOCK, count * BLOCK);
    }

    MemoryBlock get(int slot) {
        MemoryBlock found = hotplug.blocks().get(block(slot));
        if (found == null) {
            throw new AssertionError("no block in slot " + slot);
        }
        return found;
    }
}
