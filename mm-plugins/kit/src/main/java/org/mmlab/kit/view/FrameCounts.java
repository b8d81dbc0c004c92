package org.mmlab.kit.view;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.page.CompoundPages;
import org.mmlab.physical.page.PhysicalMemory;

/**
 * Frames in use by what they are used for, found by looking at every one: what Linux counts as it goes, such as
 * {@code NR_FILE_MAPPED}. O(frames), free and reserved blocks are passed over. A snapshot.
 */
final class FrameCounts {
    /** What is counted; a frame can count for several. */
    enum Use {
        MLOCKED,
        FILE_DIRTY,
        WRITEBACK,
        FILE_PAGES,
        FILE_MAPPED,
        ANON_MAPPED,
        ANON_HUGE,
        SHMEM,
        SWAP_CACHE,
        PAGE_TABLES,
        ISOLATED_ANON,
        ISOLATED_FILE
    }

    private final FrameTable table;
    private final CompoundPages compound;
    private final int nodes;
    private final long[][] counts;
    private final int zonesOfNode;

    FrameCounts(Machine machine) {
        PhysicalMemory memory = machine.memory();
        table = memory.table();
        compound = memory.compound();
        nodes = memory.nodes().count();
        int zones = memory.nodes().zones().size();
        zonesOfNode = zones / nodes;
        counts = new long[zones][Use.values().length];
        int frame = 0;
        while (frame < table.frames()) {
            frame += count(Addresses.frame(frame));
        }
    }

    /** Counts one page; returns its frames. */
    private int count(@FrameIndex int frame) {
        int flags = table.flags(frame);
        if ((flags & FrameFlag.BUDDY) != 0) {
            return 1 << table.privateValue(frame);
        }
        if (table.refcount(frame) == 0 || (flags & FrameFlag.RESERVED) != 0) {
            return 1;
        }
        int frames = 1 << compound.order(frame);
        long[] zone = counts[table.zone(frame)];
        add(zone, Use.MLOCKED, flags & FrameFlag.MLOCKED, frames);
        add(zone, Use.WRITEBACK, flags & FrameFlag.WRITEBACK, frames);
        add(zone, Use.PAGE_TABLES, flags & FrameFlag.TABLE, frames);
        add(zone, Use.SWAP_CACHE, flags & FrameFlag.SWAPCACHE, frames);
        add(zone, Use.FILE_PAGES, flags & FrameFlag.SWAPCACHE, frames);
        int isolated = flags & FrameFlag.ISOLATED;
        boolean swapBacked = (flags & FrameFlag.SWAPBACKED) != 0;
        add(zone, swapBacked ? Use.ISOLATED_ANON : Use.ISOLATED_FILE, isolated, frames);
        if ((flags & FrameFlag.ANON) != 0) {
            zone[Use.ANON_MAPPED.ordinal()] += mapped(frame, frames);
            add(zone, Use.ANON_HUGE, flags & FrameFlag.HEAD, frames);
        } else if (table.mapping(frame) != FrameTable.NO_MAPPING) {
            zone[Use.FILE_PAGES.ordinal()] += frames;
            zone[Use.FILE_MAPPED.ordinal()] += mapped(frame, frames);
            add(zone, Use.SHMEM, flags & FrameFlag.SWAPBACKED, frames);
            add(zone, Use.FILE_DIRTY, swapBacked ? 0 : flags & FrameFlag.DIRTY, frames);
        }
        return frames;
    }

    private static void add(long[] zone, Use use, int flag, int frames) {
        if (flag != 0) {
            zone[use.ordinal()] += frames;
        }
    }

    private long mapped(@FrameIndex int head, int frames) {
        int first = Addresses.rawFrame(head);
        long mapped = 0;
        for (int i = 0; i < frames; i++) {
            mapped += table.mapcount(Addresses.frame(first + i)) != 0 ? 1 : 0;
        }
        return mapped;
    }

    /** Frames of a zone, by its ordinal. */
    long ofZone(int zone, Use use) {
        return counts[zone][use.ordinal()];
    }

    /** Frames of a node. */
    long ofNode(int node, Use use) {
        long frames = 0;
        for (int zone = node * zonesOfNode; zone < (node + 1) * zonesOfNode; zone++) {
            frames += ofZone(zone, use);
        }
        return frames;
    }

    /** Frames of the machine. */
    long ofMachine(Use use) {
        long frames = 0;
        for (int node = 0; node < nodes; node++) {
            frames += ofNode(node, use);
        }
        return frames;
    }
}
