package org.mmlab.hardware.bus;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.translation.PhysicalMemory;
import org.mmlab.hardware.ram.Ram;

/** One initiator's way to memory. Counts cycles and bytes; a cycle costs two additions more than the RAM itself. */
public final class BusPort implements PhysicalMemory {
    private final Initiator initiator;
    private final Ram ram;
    private @Nullable AccessLog log;
    private long reads;
    private long writes;
    private long bytesRead;
    private long bytesWritten;

    BusPort(Initiator initiator, Ram ram) {
        this.initiator = initiator;
        this.ram = ram;
    }

    void logTo(@Nullable AccessLog log) {
        this.log = log;
    }

    private void countRead(@PhysAddr long address, int bytes, long value) {
        reads++;
        bytesRead += bytes;
        AccessLog sink = log;
        if (sink != null) {
            sink.record(initiator, BusCycle.Control.READ, address, bytes, value);
        }
    }

    private void countWrite(@PhysAddr long address, int bytes, long value) {
        writes++;
        bytesWritten += bytes;
        AccessLog sink = log;
        if (sink != null) {
            sink.record(initiator, BusCycle.Control.WRITE, address, bytes, value);
        }
    }

    @Override
    public long read64(@PhysAddr long address) {
        long value = ram.read64(address);
        countRead(address, Long.BYTES, value);
        return value;
    }

    @Override
    public void write64(@PhysAddr long address, long value) {
        ram.write64(address, value);
        countWrite(address, Long.BYTES, value);
    }

    @Override
    public long read32(@PhysAddr long address) {
        long value = ram.read32(address);
        countRead(address, Integer.BYTES, value);
        return value;
    }

    @Override
    public void write32(@PhysAddr long address, long value) {
        ram.write32(address, value);
        countWrite(address, Integer.BYTES, value);
    }

    /** The byte at an address, 0 to 255. */
    public int read8(@PhysAddr long address) {
        int value = ram.read8(address);
        countRead(address, Byte.BYTES, value);
        return value;
    }

    /** Stores the low 8 bits of {@code value}. */
    public void write8(@PhysAddr long address, int value) {
        ram.write8(address, value);
        countWrite(address, Byte.BYTES, value & 0xff);
    }

    /** Reads bytes in one burst; they may cross frames. O(count). */
    public void read(@PhysAddr long address, byte[] to, int from, int count) {
        ram.read(address, to, from, count);
        countRead(address, count, log == null ? 0 : ram.read64(wordAt(address)));
    }

    /** Writes bytes in one burst; they may cross frames. O(count). */
    public void write(@PhysAddr long address, byte[] bytes, int from, int count) {
        ram.write(address, bytes, from, count);
        countWrite(address, count, log == null ? 0 : ram.read64(wordAt(address)));
    }

    private static @PhysAddr long wordAt(@PhysAddr long address) {
        return address & ~(Long.BYTES - 1L);
    }

    /** A read whose data nobody wants, as in the replay of a trace: counted and logged, memory is not looked at. */
    public void touchRead(@PhysAddr long address, int bytes) {
        countRead(address, bytes, 0);
    }

    /** A write whose data nobody knows. */
    public void touchWrite(@PhysAddr long address, int bytes) {
        countWrite(address, bytes, 0);
    }

    /** Copies a frame. */
    public void copyFrame(@Pfn long from, @Pfn long to) {
        ram.copyFrame(from, to);
        countRead(Addresses.physOf(from), Addresses.PAGE_SIZE, 0);
        countWrite(Addresses.physOf(to), Addresses.PAGE_SIZE, 0);
    }

    /** Fills a frame with zeros. */
    public void zeroFrame(@Pfn long pfn) {
        ram.zeroFrame(pfn);
        countWrite(Addresses.physOf(pfn), Addresses.PAGE_SIZE, 0);
    }

    /** The memory at the other end. */
    public Ram ram() {
        return ram;
    }

    /** Whether a frame holds nothing but zeros: reads it ({@link Ram#isZero}). */
    public boolean isZeroFrame(@Pfn long pfn) {
        countRead(Addresses.physOf(pfn), Addresses.PAGE_SIZE, 0);
        return ram.isZero(pfn);
    }

    /** Carries a frame's bytes out of memory, to the frame {@code to} of a device's store. */
    public void carryOut(@Pfn long from, Ram device, @Pfn long to) {
        device.copyFrom(ram, from, to);
        countRead(Addresses.physOf(from), Addresses.PAGE_SIZE, 0);
    }

    /** Carries the bytes of frame {@code from} of a device's store into memory. */
    public void carryIn(Ram device, @Pfn long from, @Pfn long to) {
        ram.copyFrom(device, from, to);
        countWrite(Addresses.physOf(to), Addresses.PAGE_SIZE, 0);
    }

    @Override
    public void wrote(@PhysAddr long address) {
        ram.wrote(address);
    }

    @Override
    public void back(@Pfn long pfn) {
        ram.back(pfn);
        countWrite(Addresses.physOf(pfn), Addresses.PAGE_SIZE, 0);
    }

    @Override
    public void release(@Pfn long pfn) {
        ram.release(pfn);
    }

    /** Read cycles so far. */
    public long reads() {
        return reads;
    }

    /** Write cycles so far. */
    public long writes() {
        return writes;
    }

    /** Bytes read so far. */
    public long bytesRead() {
        return bytesRead;
    }

    /** Bytes written so far. */
    public long bytesWritten() {
        return bytesWritten;
    }
}
