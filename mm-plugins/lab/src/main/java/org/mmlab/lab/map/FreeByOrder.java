package org.mmlab.lab.map;

import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.page.DeferredPages;
import org.mmlab.physical.zone.Zone;

/** A zone's free blocks by order; what is not initialised yet counts as it will be. */
final class FreeByOrder {
    /** Takes free blocks. */
    @FunctionalInterface
    interface BlockSink {
        /** 2^{@code order} frames from {@code pfn}. */
        void block(long pfn, int order);
    }

    private FreeByOrder() {}

    /** Free blocks of an order, of any type. */
    static long blocks(Machine machine, Zone zone, int order) {
        long blocks = waiting(machine, zone, order);
        for (int type = 0; type < MigrateType.COUNT; type++) {
            blocks += zone.freeBlocks().blocks(order, type);
        }
        return blocks;
    }

    /** Frames in free blocks of an order and type. */
    static long frames(Machine machine, Zone zone, int order, int type) {
        long waiting = type == MigrateType.MOVABLE ? waiting(machine, zone, order) : 0;
        return zone.freeBlocks().blocks(order, type) + waiting << order;
    }

    /** Frames of a node that are not initialised yet and will be free. */
    static long waiting(Machine machine, Node node) {
        return node.zones().stream().mapToLong(zone -> waiting(machine, zone)).sum();
    }

    /** Frames of a zone that are free. */
    static long free(Machine machine, Zone zone) {
        return zone.free().global() + waiting(machine, zone);
    }

    /** Frames of a zone that the page allocator has. */
    static long managed(Machine machine, Zone zone) {
        return zone.managedFrames() + waiting(machine, zone);
    }

    private static long waiting(Machine machine, Zone zone) {
        long[] frames = new long[1];
        machine.memory().deferred().forEachFreeRun(zone, (start, end) -> frames[0] += end - start);
        return frames[0];
    }

    private static long waiting(Machine machine, Zone zone, int order) {
        DeferredPages deferred = machine.memory().deferred();
        long[] blocks = new long[1];
        deferred.forEachFreeRun(
                zone, (start, end) -> forEachBlock(start, end, (pfn, size) -> blocks[0] += size == order ? 1 : 0));
        return blocks[0];
    }

    /** The largest aligned blocks of a run. */
    static void forEachBlock(long start, long end, BlockSink sink) {
        for (long pfn = start; pfn < end; ) {
            int order = Math.min(
                    Long.numberOfTrailingZeros(pfn | 1L << FrameAllocator.MAX_ORDER),
                    Long.SIZE - 1 - Long.numberOfLeadingZeros(end - pfn));
            sink.block(pfn, order);
            pfn += 1L << order;
        }
    }
}
