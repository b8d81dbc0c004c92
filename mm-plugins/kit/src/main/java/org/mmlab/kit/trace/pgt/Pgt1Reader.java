package org.mmlab.kit.trace.pgt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.mmlab.kit.trace.IndexedKeyReader;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.input.TraceInput;

/**
 * Reads the events of a PGT1 file as page numbers, as table numbers, and with their access masks.
 *
 * <p>The header and the table are checked when the reader is made; the events, and that they are as many as the header says,
 * while they are read.
 */
public final class Pgt1Reader implements IndexedKeyReader {

    private static final int MASK_BITS = 3;
    private static final int MASK = (1 << MASK_BITS) - 1;
    private static final int LONG_FORM = 31;
    private static final int TABLE_CHUNK = 8192;
    private static final int BATCH = 4096;
    private static final int HIGHEST_SHIFT = 28;
    private static final String CURE = "get the whole file again; the format is described in org.mmlab.kit.trace.pgt";

    private final TraceInput input;
    private final Pgt1Header header;
    private final long[] table;
    private final RecencyList recency = new RecencyList();
    private final int[] indices = new int[BATCH];
    private final byte[] unused = new byte[BATCH];
    private long eventsLeft;

    /**
     * Reads header and table.
     *
     * @param input the file, closed with this reader
     * @throws TraceException if they are damaged
     */
    public Pgt1Reader(TraceInput input) {
        this.input = input;
        this.header = Pgt1Header.read(input);
        this.table = readTable(input, (int) header.counts().pages());
        this.eventsLeft = header.counts().events();
    }

    /** The first line of the file. */
    public Pgt1Header header() {
        return header;
    }

    @Override
    public long[] table() {
        return table;
    }

    @Override
    public int read(long[] keys, int max) {
        return read(keys, unused, Math.min(max, BATCH));
    }

    /**
     * Reads the next events into the front of the arrays.
     *
     * @param pages receives page numbers
     * @param masks receives {@link org.mmlab.kit.trace.AccessMask} bits
     * @param max most events wanted, from 1 to the length of the shorter array
     * @return number read; 0 at the end and only there
     * @throws TraceException if the events are damaged
     */
    public int read(long[] pages, byte[] masks, int max) {
        int count = events(indices, 0, masks, Math.min(max, BATCH));
        for (int i = 0; i < count; i++) {
            pages[i] = table[indices[i]];
        }
        return count;
    }

    @Override
    public int readIndices(int[] numbers, int from, int max) {
        return events(numbers, from, unused, Math.min(max, BATCH));
    }

    private int events(int[] numbers, int from, byte[] masks, int max) {
        int count = (int) Math.min(max, eventsLeft);
        for (int i = 0; i < count; i++) {
            int code = input.next();
            if (code == TraceInput.END) {
                throw error("the trace ends " + (eventsLeft - i) + " events before the runs="
                        + header.counts().events() + " of its header");
            }
            masks[i] = (byte) (code & MASK);
            int rank = code >> MASK_BITS;
            if (rank == LONG_FORM) {
                rank = longRank();
            }
            numbers[from + i] = rank == 0 ? newPage() : oldPage(rank);
        }
        eventsLeft -= count;
        if (eventsLeft == 0) {
            checkEnd();
        }
        return count;
    }

    private int newPage() {
        int number = recency.size();
        if (number == table.length) {
            throw error("an event names a new page after all pages=" + table.length + " of the table were named");
        }
        recency.add(number);
        return number;
    }

    private int oldPage(int rank) {
        if (rank >= recency.size()) {
            throw error("an event names place " + rank + " of a recency list of " + recency.size() + " pages");
        }
        return recency.moveToFront(rank);
    }

    /** Unsigned LEB128, at most 31 bits, no padding. */
    private int longRank() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = input.next();
            if (next == TraceInput.END) {
                throw error("the trace ends within a LEB128 number");
            }
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0) {
                    throw error("an overlong LEB128 number: its last byte adds nothing");
                }
                break;
            }
            if (shift == HIGHEST_SHIFT) {
                throw error("an overlong LEB128 number: more than 5 bytes");
            }
        }
        if (value > Integer.MAX_VALUE) {
            throw error("a LEB128 number of " + value + ", more than any place can be");
        }
        return (int) value;
    }

    private void checkEnd() {
        if (recency.size() != table.length) {
            throw error("the events name " + recency.size() + " of the pages=" + table.length + " of the table");
        }
        if (input.peek() != TraceInput.END) {
            throw error("bytes follow the last of the runs=" + header.counts().events() + " of the header");
        }
    }

    private TraceException error(String problem) {
        return TraceException.atByte(input.name(), input.offset(), problem, CURE);
    }

    /** Reads the table in chunks, so that a header that promises too much costs no memory. */
    private static long[] readTable(TraceInput input, int pages) {
        long[] table = new long[Math.min(pages, TABLE_CHUNK)];
        byte[] bytes = new byte[TABLE_CHUNK * Long.BYTES];
        for (int done = 0; done < pages; ) {
            int chunk = Math.min(TABLE_CHUNK, pages - done);
            int got = input.read(bytes, 0, chunk * Long.BYTES);
            if (got != chunk * Long.BYTES) {
                throw TraceException.atByte(
                        input.name(),
                        input.offset(),
                        "the table ends after " + (done + got / Long.BYTES) + " of pages=" + pages,
                        CURE);
            }
            if (done + chunk > table.length) {
                table = Arrays.copyOf(table, Math.min(pages, Math.max(done + chunk, 2 * table.length)));
            }
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(table, done, chunk);
            done += chunk;
        }
        checkDistinct(input, table);
        return table;
    }

    private static void checkDistinct(TraceInput input, long[] table) {
        long[] sorted = table.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                throw TraceException.atByte(
                        input.name(), input.offset(), "the table above has page " + sorted[i] + " twice", CURE);
            }
        }
    }

    @Override
    public void close() {
        input.close();
    }
}
