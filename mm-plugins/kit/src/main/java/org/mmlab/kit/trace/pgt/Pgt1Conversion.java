package org.mmlab.kit.trace.pgt;

import java.io.IOException;
import java.io.OutputStream;
import org.mmlab.kit.trace.AccessMask;
import org.mmlab.kit.trace.KeyReader;
import org.mmlab.kit.trace.PageReferences;
import org.mmlab.kit.trace.ReferenceReader;
import org.mmlab.kit.trace.Trace;
import org.mmlab.kit.trace.TraceException;

/** Turns any trace into a PGT1 trace of its runs. */
public final class Pgt1Conversion {

    private static final int BATCH = 4096;

    private final Pgt1Writer writer = new Pgt1Writer(Pgt1Kind.RUNS);
    private long fetches;
    private long loads;
    private long stores;

    private Pgt1Conversion() {}

    /**
     * Reads a trace to its end and writes it, uncompressed.
     *
     * <p>References are cut at page boundaries and merged into runs. Keys become loads of pages of that number.
     *
     * @throws IOException if it cannot be written
     * @throws TraceException if the trace is damaged, or is in this format already
     */
    public static void convert(Trace trace, OutputStream output) throws IOException {
        if (trace.formatName().equals(Pgt1Header.FORMAT)) {
            throw TraceException.of(trace.name(), "the trace is in PGT1 format already", "copy the file");
        }
        Pgt1Conversion conversion = new Pgt1Conversion();
        if (trace.hasReferences()) {
            conversion.references(trace);
        } else {
            conversion.keys(trace);
        }
        conversion.writer.writeTo(output, conversion.fetches, conversion.loads, conversion.stores);
    }

    private void references(Trace trace) {
        long[] addresses = new long[BATCH];
        byte[] masks = new byte[BATCH];
        int[] sizes = new int[BATCH];
        try (ReferenceReader reader = trace.references()) {
            int count = reader.read(addresses, masks, sizes, BATCH);
            while (count > 0) {
                for (int i = 0; i < count; i++) {
                    count(masks[i]);
                    long last = (addresses[i] + sizes[i] - 1) >>> PageReferences.PAGE_SHIFT;
                    for (long page = addresses[i] >>> PageReferences.PAGE_SHIFT; page <= last; page++) {
                        writer.add(page, masks[i]);
                    }
                }
                count = reader.read(addresses, masks, sizes, BATCH);
            }
        }
    }

    private void count(int mask) {
        if ((mask & AccessMask.WRITE) != 0) {
            stores++;
        } else if ((mask & AccessMask.READ) != 0) {
            loads++;
        } else {
            fetches++;
        }
    }

    private void keys(Trace trace) {
        long[] keys = new long[BATCH];
        try (KeyReader reader = trace.keys()) {
            int count = reader.read(keys, BATCH);
            while (count > 0) {
                for (int i = 0; i < count; i++) {
                    writer.add(keys[i], AccessMask.READ);
                }
                loads += count;
                count = reader.read(keys, BATCH);
            }
        }
    }
}
