package org.mmlab.lab.bootmemory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.lab.bootmemory.BootTrace.Allocate;
import org.mmlab.lab.bootmemory.BootTrace.Event;
import org.mmlab.lab.bootmemory.BootTrace.Free;
import org.mmlab.lab.bootmemory.BootTrace.Ram;
import org.mmlab.lab.bootmemory.BootTrace.Range;
import org.mmlab.lab.bootmemory.BootTrace.Reserve;

/**
 * Does on one allocator what a recorded kernel did on memblock. Allocations may lie elsewhere than they did; what is freed is the
 * same part of the same allocation.
 */
public final class BootReplay {
    /** An allocation: where the kernel had it, where it is here. */
    private record Held(long recorded, long bytes, long here) {}

    private final BootAllocator allocator;
    private final NavigableMap<Long, Held> held = new TreeMap<>();
    private final LiveBytes live;
    private final List<String> elsewhere = new ArrayList<>();
    private int allocations;
    private int failed;
    private long handedOver;

    /** On a fresh allocator. */
    public BootReplay(BootAllocator allocator, List<Ram> ram) {
        this.allocator = allocator;
        live = new LiveBytes(ram);
    }

    /** Replays a whole boot, the hand-over included; called once. */
    public BootCost run(BootTrace trace) {
        for (Ram ram : trace.ram()) {
            allocator.addMemory(Addresses.phys(ram.base()), ram.bytes(), ram.node());
        }
        for (Range range : trace.reserved()) {
            reserve(range.base(), range.bytes());
        }
        allocator.ready();
        long metadata = allocator.metadataBytes();
        for (Event event : trace.events()) {
            replay(event);
            metadata = Math.max(metadata, allocator.metadataBytes());
        }
        allocator.handOver((start, count, node) -> handedOver += count);
        long ramBytes = live.ramBytes();
        long lost = ramBytes - live.bytes() - handedOver * Addresses.PAGE_SIZE;
        return new BootCost(allocations, failed, metadata, handedOver, lost);
    }

    /** The allocations that lie elsewhere than in the kernel, one line each. */
    public List<String> elsewhere() {
        return elsewhere;
    }

    private void replay(Event event) {
        if (event instanceof Allocate allocate) {
            allocate(allocate);
        } else if (event instanceof Reserve reserve) {
            reserve(reserve.base(), reserve.bytes());
        } else if (event instanceof Free free) {
            free(free.base(), free.bytes());
        }
    }

    private void allocate(Allocate wanted) {
        allocations++;
        @PhysAddr long found = allocator.allocate(
                wanted.bytes(),
                wanted.align(),
                Addresses.phys(wanted.min()),
                Addresses.phys(wanted.max()),
                wanted.node());
        if (found == Addresses.NO_PHYS) {
            failed++;
            return;
        }
        long here = Addresses.rawPhys(found);
        if (here != wanted.base()) {
            elsewhere.add(String.format("%s: 0x%x, in the kernel 0x%x", wanted.caller(), here, wanted.base()));
        }
        held.put(wanted.base(), new Held(wanted.base(), wanted.bytes(), here));
        live.add(here, wanted.bytes());
    }

    private void reserve(long base, long bytes) {
        allocator.reserve(Addresses.phys(base), bytes);
        live.add(base, bytes);
    }

    private void free(long base, long bytes) {
        Map.Entry<Long, Held> below = held.floorEntry(base);
        long here = base;
        if (below != null
                && base < below.getValue().recorded() + below.getValue().bytes()) {
            here = below.getValue().here() + (base - below.getValue().recorded());
        }
        allocator.free(Addresses.phys(here), bytes);
        live.remove(here, bytes);
    }
}
