package org.mmlab.kit.trace.pgt;

import it.unimi.dsi.fastutil.io.FastByteArrayOutputStream;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.mmlab.kit.trace.TraceHeader;

/**
 * Collects page accesses and writes them as a PGT1 file.
 *
 * <p>The file begins with counts that only the end of the trace tells, so the events are held in memory, about a byte each.
 * Consecutive accesses to one page become one event, whose mask is all of theirs. Confined to one thread.
 */
public final class Pgt1Writer {

    private static final int ABSENT = Integer.MIN_VALUE;
    private static final int LONG_FORM = 31;
    private static final int MASK_BITS = 3;

    private final Pgt1Kind kind;
    private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
    private final LongArrayList table = new LongArrayList();
    private final RecencyList recency = new RecencyList();
    private final FastByteArrayOutputStream events = new FastByteArrayOutputStream();
    private long eventCount;
    private boolean pending;
    private long pendingPage;
    private int pendingMask;

    /** Starts an empty trace. */
    public Pgt1Writer(Pgt1Kind kind) {
        this.kind = kind;
        numbers.defaultReturnValue(ABSENT);
    }

    /**
     * Adds an access, or joins it to the one before if that was to the same page.
     *
     * @param page page number
     * @param mask {@link org.mmlab.kit.trace.AccessMask} bits
     */
    public void add(long page, int mask) {
        if (pending && page == pendingPage) {
            pendingMask |= mask;
            return;
        }
        flush();
        pending = true;
        pendingPage = page;
        pendingMask = mask;
    }

    private void flush() {
        if (!pending) {
            return;
        }
        pending = false;
        eventCount++;
        int number = numbers.putIfAbsent(pendingPage, table.size());
        if (number == ABSENT) {
            recency.add(table.size());
            table.add(pendingPage);
            events.write(pendingMask);
            return;
        }
        int rank = recency.placeOf(number);
        recency.moveToFront(rank);
        if (rank < LONG_FORM) {
            events.write(rank << MASK_BITS | pendingMask);
        } else {
            events.write(LONG_FORM << MASK_BITS | pendingMask);
            leb128(rank);
        }
    }

    private void leb128(int value) {
        int rest = value;
        while (rest >= 0x80) {
            events.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        events.write(rest);
    }

    /**
     * Writes the trace; nothing may be added after it.
     *
     * @param output where to, left open
     * @param instructionFetches references that fetched an instruction
     * @param loads references that only loaded
     * @param stores references that stored
     * @throws IOException if it cannot be written
     * @throws IllegalStateException if nothing was added: the format has no empty trace
     */
    public void writeTo(OutputStream output, long instructionFetches, long loads, long stores) throws IOException {
        flush();
        if (eventCount == 0) {
            throw new IllegalStateException("a PGT1 trace needs an event; add(page, mask) was never called");
        }
        long references = instructionFetches + loads + stores;
        TraceHeader counts = new TraceHeader(references, instructionFetches, loads, stores, eventCount, table.size());
        output.write(new Pgt1Header(kind, counts).toBytes());
        ByteBuffer pages = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < table.size(); i++) {
            output.write(pages.putLong(0, table.getLong(i)).array());
        }
        output.write(events.array, 0, events.length);
    }
}
