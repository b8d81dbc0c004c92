package org.mmlab.virtual.pagetable.hashed;

import static org.mmlab.api.address.Addresses.NO_PFN;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.translation.PhysicalMemory;

/**
 * Cuts table frames into nodes. A frame's bookkeeping lies behind its nodes: how many are used, its first free node, and its
 * neighbours in the list of frames that have free nodes. A frame without a used node goes back at once.
 */
final class NodePool {
    /** No node. */
    static final long NO_NODE = 0;

    private static final int NODES = 28;
    private static final int USED = NODES * HashLayout.NODE_BYTES;
    private static final int FREE = USED + HashLayout.WORD;
    private static final int NEXT_FRAME = FREE + HashLayout.WORD;
    private static final int PREVIOUS_FRAME = NEXT_FRAME + HashLayout.WORD;
    private static final long NO_FRAME = 0;

    private final PhysicalMemory memory;
    private final FrameSource frames;
    private long partial = NO_FRAME;
    private long nodes;

    NodePool(PhysicalMemory memory, FrameSource frames) {
        this.memory = memory;
        this.frames = frames;
    }

    /** Nodes in use. */
    long nodes() {
        return nodes;
    }

    /** A node of zeros, or {@link #NO_NODE} where memory ran out. */
    long allocate() {
        if (partial == NO_FRAME && !addFrame()) {
            return NO_NODE;
        }
        long frame = partial;
        long node = read(frame + FREE);
        long nextFree = read(node + HashLayout.NEXT);
        write(frame + FREE, nextFree);
        write(frame + USED, read(frame + USED) + 1);
        write(node + HashLayout.NEXT, 0);
        if (nextFree == NO_NODE) {
            unlink(frame);
        }
        nodes++;
        return node;
    }

    /** Takes back a node whose entries are none. */
    void free(long node) {
        long frame = node & ~Addresses.PAGE_OFFSET_MASK;
        long firstFree = read(frame + FREE);
        for (int offset = 0; offset < HashLayout.NODE_BYTES; offset += HashLayout.WORD) {
            write(node + offset, 0);
        }
        write(node + HashLayout.NEXT, firstFree);
        write(frame + FREE, node);
        if (firstFree == NO_NODE) {
            link(frame);
        }
        long used = read(frame + USED) - 1;
        write(frame + USED, used);
        nodes--;
        if (used == 0) {
            unlink(frame);
            frames.give(Addresses.pfnOf(Addresses.phys(frame)));
        }
    }

    private boolean addFrame() {
        @Pfn long pfn = frames.take();
        if (pfn == NO_PFN) {
            return false;
        }
        long frame = Addresses.rawPhys(Addresses.physOf(pfn));
        long next = NO_NODE;
        for (int i = NODES - 1; i >= 0; i--) {
            long node = frame + (long) i * HashLayout.NODE_BYTES;
            write(node + HashLayout.NEXT, next);
            next = node;
        }
        write(frame + FREE, next);
        link(frame);
        return true;
    }

    private void link(long frame) {
        write(frame + NEXT_FRAME, partial);
        write(frame + PREVIOUS_FRAME, NO_FRAME);
        if (partial != NO_FRAME) {
            write(partial + PREVIOUS_FRAME, frame);
        }
        partial = frame;
    }

    private void unlink(long frame) {
        long next = read(frame + NEXT_FRAME);
        long previous = read(frame + PREVIOUS_FRAME);
        if (previous == NO_FRAME) {
            partial = next;
        } else {
            write(previous + NEXT_FRAME, next);
        }
        if (next != NO_FRAME) {
            write(next + PREVIOUS_FRAME, previous);
        }
    }

    private long read(long address) {
        return memory.read64(Addresses.phys(address));
    }

    private void write(long address, long value) {
        memory.write64(Addresses.phys(address), value);
    }
}
