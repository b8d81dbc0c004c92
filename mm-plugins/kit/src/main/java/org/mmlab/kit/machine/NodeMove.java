package org.mmlab.kit.machine;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.link.PageMigrator.Mode;
import org.mmlab.api.link.PageMigrator.Targets;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;

/** Moves pages of a process to a node (Linux: {@code do_pages_move}). */
final class NodeMove {
    private final Machine machine;
    private final MmPages pages;
    private final Paging paging;
    private final PhysicalMemory memory;

    NodeMove(Machine machine, MmPages pages) {
        this.machine = machine;
        this.pages = pages;
        this.paging = machine.paging().paging();
        this.memory = machine.memory();
    }

    long range(long address, long bytes, int node) {
        if (node < 0 || node >= memory.nodes().count()) {
            throw new MachineException("node " + node + " does not exist; the machine has nodes 0 to "
                    + (memory.nodes().count() - 1));
        }
        Targets targets = new OnNode(memory, node);
        long there = 0;
        for (long at = address; at < address + bytes; at += Addresses.PAGE_SIZE) {
            @FrameIndex int frame = frameAt(Addresses.virt(at));
            if (frame != NO_FRAME && memory.nodeOf(frame) != node) {
                machine.migrator().migrate(frame, targets, Mode.SYNC);
                frame = frameAt(Addresses.virt(at));
            }
            there += frame != NO_FRAME && memory.nodeOf(frame) == node ? 1 : 0;
        }
        return there;
    }

    private @FrameIndex int frameAt(@VirtAddr long address) {
        PteCodec codec = paging.codec();
        @PhysAddr long slot = pages.table().find(address, 1);
        if (slot != NO_PHYS) {
            long pte = pages.table().read(slot);
            return codec.isNone(pte) || !codec.isPresent(pte) ? NO_FRAME : paging.normalFrame(pte);
        }
        slot = machine.paging().huge().find(pages, Addresses.vpnOf(address));
        if (slot == NO_PHYS || machine.paging().huge().isZero(pages.table().read(slot))) {
            return NO_FRAME;
        }
        return machine.paging().huge().head(pages.table().read(slot));
    }

    private record OnNode(PhysicalMemory memory, int node) implements Targets {
        @Override
        public @FrameIndex int allocate(@FrameIndex int from, int order) {
            int gfp = (order == 0 ? Gfp.HIGHUSER_MOVABLE : Gfp.TRANSHUGE_LIGHT) | Gfp.THISNODE | Gfp.NOWARN;
            return memory.allocate(gfp & ~Gfp.RECLAIM | Gfp.KSWAPD_RECLAIM, order, node);
        }

        @Override
        public void giveBack(@FrameIndex int frame, int order) {
            memory.free(frame, order);
        }
    }
}
