package org.mmlab.kit.trace;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;

/**
 * A whole key stream in memory, its keys renamed to 0, 1, 2, … in order of first appearance.
 *
 * <p>Four bytes a request and eight a distinct key. A policy can then keep what it knows of a page in an array by page
 * number instead of a hash map. Immutable by agreement: the arrays are handed out, not copied.
 */
public final class DenseTrace {

    /** As many requests as a file has. */
    public static final int ALL = Integer.MAX_VALUE - 8;

    private static final int BATCH = 4096;
    private static final int ABSENT = Integer.MIN_VALUE;

    private final String name;
    private final int[] pages;
    private final long[] keys;

    /**
     * Takes a stream that is already dense.
     *
     * @param name what reports call it
     * @param pages page of every request, each below {@code keys.length}
     * @param keys key of every page
     */
    public DenseTrace(String name, int[] pages, long[] keys) {
        this.name = name;
        this.pages = pages;
        this.keys = keys;
    }

    /**
     * Loads a trace.
     *
     * @param trace the trace, read once from its beginning
     * @param limit most requests to take from its front, or {@link #ALL}
     * @throws TraceException if the trace is damaged, or longer than {@link #ALL} with that limit
     */
    public static DenseTrace load(Trace trace, int limit) {
        try (KeyReader reader = trace.keys()) {
            IntBlocks blocks = new IntBlocks(expected(trace, limit));
            long[] keys = reader instanceof IndexedKeyReader
                    ? copyIndices((IndexedKeyReader) reader, blocks, limit)
                    : intern(reader, blocks, limit);
            if (limit == ALL && blocks.size() == ALL) {
                throw TraceException.of(
                        trace.name(), "the trace has more than " + ALL + " requests", "take a part of it with a limit");
            }
            return new DenseTrace(trace.name(), blocks.toArray(), keys);
        }
    }

    private static int expected(Trace trace, int limit) {
        TraceHeader header = trace.header();
        return header.tellsEvents() ? (int) Math.min(limit, header.events()) : Math.min(limit, 1 << 20);
    }

    private static long[] copyIndices(IndexedKeyReader reader, IntBlocks blocks, int limit) {
        int[] batch = new int[BATCH];
        int distinct = 0;
        while (blocks.size() < limit) {
            int count = reader.readIndices(batch, 0, Math.min(BATCH, limit - blocks.size()));
            if (count == 0) {
                break;
            }
            for (int i = 0; i < count; i++) {
                distinct = Math.max(distinct, batch[i] + 1);
            }
            blocks.append(batch, count);
        }
        return Arrays.copyOf(reader.table(), distinct);
    }

    private static long[] intern(KeyReader reader, IntBlocks blocks, int limit) {
        Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
        numbers.defaultReturnValue(ABSENT);
        LongArrayList keys = new LongArrayList();
        long[] batch = new long[BATCH];
        int[] dense = new int[BATCH];
        while (blocks.size() < limit) {
            int count = reader.read(batch, Math.min(BATCH, limit - blocks.size()));
            if (count == 0) {
                break;
            }
            for (int i = 0; i < count; i++) {
                int fresh = keys.size();
                int known = numbers.putIfAbsent(batch[i], fresh);
                if (known == ABSENT) {
                    keys.add(batch[i]);
                    known = fresh;
                }
                dense[i] = known;
            }
            blocks.append(dense, count);
        }
        return keys.toLongArray();
    }

    /** What reports call the trace. */
    public String name() {
        return name;
    }

    /** Page of every request, in order; each below {@link #distinctPages()}. */
    public int[] pages() {
        return pages;
    }

    /** Key of every page, as the trace has it. */
    public long[] keys() {
        return keys;
    }

    /** Number of requests. */
    public int requests() {
        return pages.length;
    }

    /** Number of distinct pages. */
    public int distinctPages() {
        return keys.length;
    }
}
