package org.mmlab.hardware.disk;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.hardware.ram.Ram;

/**
 * A block device. Requests are for one 4 KiB block and one frame; a channel that is free takes the oldest. Since nothing overtakes,
 * the end of a request is known when it is submitted, and is an event on the clock.
 *
 * <p>A write takes the frame's bytes when it is submitted, a read delivers the block's when it ends: in between the frame must be
 * left alone (Linux: it is locked). Contents are held where the RAM's are. Allocation-free in steady state; confined to the
 * machine's thread.
 */
public final class Disk {
    private static final int NO_BLOCK = -1;

    private final String name;
    private final long blocks;
    private final DiskTiming timing;
    private final VirtualClock clock;
    private final BusPort port;
    private final Ram store;
    private final long[] freeAtNs;
    private final ArrayDeque<Request> idle = new ArrayDeque<>();
    private long head = NO_BLOCK;
    private int inFlight;
    private long reads;
    private long writes;
    private long busyNs;

    /**
     * A device full of zeros.
     *
     * @param name such as {@code sda}
     * @param blocks size in blocks of 4 KiB
     * @param port its way to memory
     */
    public Disk(String name, long blocks, DiskTiming timing, VirtualClock clock, BusPort port) {
        this.name = name;
        this.blocks = blocks;
        this.timing = timing;
        this.clock = clock;
        this.port = port;
        this.store = new Ram(blocks, port.ram().contents());
        this.freeAtNs = new long[timing.channels()];
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** Size in blocks of 4 KiB. */
    public long blocks() {
        return blocks;
    }

    /** How long it takes. */
    public DiskTiming timing() {
        return timing;
    }

    /**
     * Submits a request; {@code listener} hears when it ends.
     *
     * @return when it will end, in nanoseconds since power-on
     */
    public long submit(DiskOperation operation, long block, @Pfn long pfn, DiskListener listener) {
        if (block < 0 || block >= blocks) {
            throw new IllegalArgumentException(
                    "disk " + name + ": block " + block + " does not exist; there are 0 to " + (blocks - 1));
        }
        int channel = earliestChannel();
        long start = Math.max(clock.nowNs(), freeAtNs[channel]);
        long service = timing.serviceNs(blocks, head, block, operation, start);
        long end = start + service;
        freeAtNs[channel] = end;
        head = block;
        busyNs += service;
        inFlight++;
        if (operation == DiskOperation.WRITE) {
            writes++;
            port.carryOut(pfn, store, Addresses.pfn(block));
        } else {
            reads++;
        }
        Request request = idle.poll();
        if (request == null) {
            request = new Request(this);
        }
        request.start(operation, block, pfn, listener);
        clock.schedule(end - clock.nowNs(), request);
        return end;
    }

    private int earliestChannel() {
        int earliest = 0;
        for (int i = 1; i < freeAtNs.length; i++) {
            if (freeAtNs[i] < freeAtNs[earliest]) {
                earliest = i;
            }
        }
        return earliest;
    }

    private void end(Request request, DiskOperation operation, long block, @Pfn long pfn, DiskListener listener) {
        inFlight--;
        if (operation == DiskOperation.READ) {
            port.carryIn(store, Addresses.pfn(block), pfn);
        }
        idle.push(request);
        listener.done(operation, block, pfn);
    }

    /** Submits a request and lets time pass until it ends; other events run meanwhile. Returns the nanoseconds waited. */
    public long transfer(DiskOperation operation, long block, @Pfn long pfn) {
        long before = clock.nowNs();
        long end = submit(operation, block, pfn, DiskListener.NONE);
        clock.advance(Math.max(0, end - before));
        return clock.nowNs() - before;
    }

    /** Says that a block's contents are no longer needed (trim): it reads as zero. */
    public void discard(long block) {
        store.release(Addresses.pfn(block));
    }

    /** Puts bytes on the device without time passing: what was there at power-on. */
    public void preload(long block, byte[] bytes) {
        byte[] padded = Arrays.copyOf(bytes, Addresses.PAGE_SIZE);
        store.write(Addresses.physOf(Addresses.pfn(block)), padded, 0, padded.length);
    }

    /** The bytes of a block, for tests and reports. A copy. */
    public byte[] peek(long block) {
        byte[] bytes = new byte[Addresses.PAGE_SIZE];
        store.read(Addresses.physOf(Addresses.pfn(block)), bytes, 0, bytes.length);
        return bytes;
    }

    /** Requests that have not ended. */
    public int inFlight() {
        return inFlight;
    }

    /** Blocks read, those on their way included. */
    public long reads() {
        return reads;
    }

    /** Blocks written. */
    public long writes() {
        return writes;
    }

    /** Nanoseconds that channels were or will be busy with what was submitted. */
    public long busyNs() {
        return busyNs;
    }

    /** A request in flight; used again when it has ended. */
    private static final class Request implements Runnable {
        private final Disk disk;
        private DiskOperation operation = DiskOperation.READ;
        private long block = NO_BLOCK;
        private @Pfn long pfn = Addresses.NO_PFN;
        private DiskListener listener = DiskListener.NONE;

        Request(Disk disk) {
            this.disk = disk;
        }

        void start(DiskOperation newOperation, long newBlock, @Pfn long newPfn, DiskListener newListener) {
            operation = newOperation;
            block = newBlock;
            pfn = newPfn;
            listener = newListener;
        }

        @Override
        public void run() {
            disk.end(this, operation, block, pfn, listener);
        }
    }
}
