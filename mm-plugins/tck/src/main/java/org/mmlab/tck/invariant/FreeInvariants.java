package org.mmlab.tck.invariant;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.pcp.PerCpuPages;
import org.mmlab.physical.zone.Zone;

/** Every frame is in one free block, on one per-CPU list, or in use; blocks are aligned and coalesced; counters equal recounts. */
final class FreeInvariants {
    private static final byte FREE = 1;
    private static final byte PCP = 2;

    private final Machine machine;
    private final PhysicalMemory memory;
    private final FrameTable table;
    private final byte[] state;
    private final byte[] headOrder; // order + 1 of the free block that starts here

    private FreeInvariants(Machine machine) {
        this.machine = machine;
        memory = machine.memory();
        table = memory.table();
        state = new byte[table.frames()];
        headOrder = new byte[table.frames()];
    }

    static void check(Machine machine) {
        FreeInvariants check = new FreeInvariants(machine);
        for (Zone zone : check.memory.nodes().populatedZones()) {
            check.freeBlocks(zone);
            check.perCpu(zone);
        }
        if (machine.spec().physical().allocator().name().equals("buddy")) {
            check.coalesced();
        }
        check.conserved();
    }

    private void freeBlocks(Zone zone) {
        long[] blocks = new long[FrameAllocator.ORDERS * MigrateType.COUNT];
        zone.freeBlocks().forEach((frame, order, type) -> {
            block(zone, frame, order);
            blocks[order * MigrateType.COUNT + type]++;
        });
        long free = 0;
        for (int order = 0; order < FrameAllocator.ORDERS; order++) {
            for (int type = 0; type < MigrateType.COUNT; type++) {
                long count = blocks[order * MigrateType.COUNT + type];
                String place = zone.label() + " order " + order + " " + MigrateType.kernelName(type);
                Broken.unless(
                        "free block counts equal recounts",
                        place,
                        count,
                        zone.freeBlocks().blocks(order, type));
                free += type == MigrateType.ISOLATE ? 0 : count << order;
            }
        }
        Broken.unless(
                "zone free counter equals recount",
                zone.label(),
                free,
                zone.free().exact());
    }

    private void block(Zone zone, @FrameIndex int head, int order) {
        long pfn = Addresses.rawPfn(memory.pfnOf(head));
        if ((pfn & ((1L << order) - 1)) != 0) {
            throw Broken.error("free blocks are aligned", Broken.frame(machine, head) + " order " + order);
        }
        int first = Addresses.rawFrame(head);
        headOrder[first] = (byte) (order + 1);
        for (int i = first; i < first + (1 << order); i++) {
            @FrameIndex int frame = Addresses.frame(i);
            if (state[i] != 0) {
                throw Broken.error("no frame is in two free blocks", Broken.frame(machine, frame));
            }
            state[i] = FREE;
            Broken.unless("free frames are of their zone", machine, frame, zone.ordinal(), table.zone(frame));
        }
    }

    private void perCpu(Zone zone) {
        if (!memory.pcp().hasLists(zone)) {
            return;
        }
        FrameLists lists = memory.lists();
        for (int cpu = 0; cpu < machine.cpus().size(); cpu++) {
            PerCpuPages pcp = memory.pcp().of(zone, cpu);
            long frames = 0;
            for (int index = 0; index < memory.pcp().shape().count(); index++) {
                int order = memory.pcp().shape().orderOf(index);
                @FrameIndex int frame = lists.first(pcp.list(index));
                for (; frame != NO_FRAME; frame = lists.next(frame)) {
                    onPcp(frame, order);
                    frames += 1L << order;
                }
            }
            Broken.unless("per-CPU counts equal recounts", zone.label() + " cpu " + cpu, frames, pcp.count());
        }
    }

    private void onPcp(@FrameIndex int head, int order) {
        int first = Addresses.rawFrame(head);
        for (int i = first; i < first + (1 << order); i++) {
            if (state[i] != 0) {
                throw Broken.error("no frame is on two lists", Broken.frame(machine, Addresses.frame(i)));
            }
            state[i] = PCP;
        }
    }

    /** No two free buddies of one size: they would have been merged. Above a pageblock, special types stay apart. */
    private void coalesced() {
        for (int i = 0; i < headOrder.length; i++) {
            int order = headOrder[i] - 1;
            if (order < 0 || order >= FrameAllocator.MAX_ORDER) {
                continue;
            }
            @FrameIndex int head = Addresses.frame(i);
            long buddyPfn = Addresses.rawPfn(memory.pfnOf(head)) ^ (1L << order);
            @FrameIndex int buddy = memory.frameOf(Addresses.pfn(buddyPfn));
            if (buddy == NO_FRAME || headOrder[Addresses.rawFrame(buddy)] != order + 1) {
                continue;
            }
            if (table.zone(buddy) == table.zone(head) && (mergeable(head) && mergeable(buddy))) {
                throw Broken.error(
                        "free blocks are coalesced",
                        Broken.frame(machine, head) + " and its buddy " + Broken.frame(machine, buddy)
                                + " are both free, order " + order);
            }
        }
    }

    private boolean mergeable(@FrameIndex int frame) {
        return memory.zoneOf(frame).pageblockType(frame) < MigrateType.PCP_TYPES;
    }

    private void conserved() {
        long[] free = new long[memory.nodes().zones().size()];
        long[] used = new long[free.length];
        for (int i = 0; i < state.length; i++) {
            @FrameIndex int frame = Addresses.frame(i);
            if (table.has(frame, FrameFlag.RESERVED)) {
                if (state[i] != 0) {
                    throw Broken.error("reserved frames are not free", Broken.frame(machine, frame));
                }
                continue;
            }
            int zone = table.zone(frame);
            boolean inUse = table.refcount(table.head(frame)) != 0;
            if (inUse && state[i] != 0) {
                throw Broken.error("free frames have no reference", Broken.frame(machine, frame));
            }
            used[zone] += inUse ? 1 : 0;
            free[zone] += state[i] != 0 ? 1 : 0;
        }
        for (Zone zone : memory.nodes().populatedZones()) {
            int z = zone.ordinal();
            Broken.unless(
                    "frames are conserved: free + in use = managed",
                    zone.label(),
                    free[z] + used[z],
                    zone.managedFrames());
            if (zone.managedFrames() > zone.present() || zone.present() > zone.spanned()) {
                throw Broken.error(
                        "managed <= present <= spanned",
                        zone.label() + ": " + zone.managedFrames() + ", " + zone.present() + ", " + zone.spanned());
            }
        }
    }
}
