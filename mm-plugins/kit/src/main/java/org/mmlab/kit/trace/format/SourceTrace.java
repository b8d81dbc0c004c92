package org.mmlab.kit.trace.format;

import java.util.function.Function;
import org.mmlab.kit.trace.KeyReader;
import org.mmlab.kit.trace.ReferenceReader;
import org.mmlab.kit.trace.Trace;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.TraceHeader;
import org.mmlab.kit.trace.input.TraceInput;
import org.mmlab.kit.trace.input.TraceSource;
import org.mmlab.kit.trace.pgt.Pgt1Reader;

/** A source together with its format. */
final class SourceTrace implements Trace {

    private final TraceSource source;
    private final TraceFormat format;
    private final TraceHeader header;

    SourceTrace(TraceSource source, TraceFormat format) {
        this.source = source;
        this.format = format;
        this.header = readHeader(source, format);
    }

    private static TraceHeader readHeader(TraceSource source, TraceFormat format) {
        if (format != TraceFormat.PGT1) {
            return TraceHeader.NONE;
        }
        try (Pgt1Reader reader = new Pgt1Reader(TraceInput.open(source))) {
            return reader.header().counts();
        }
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public String formatName() {
        return format.word();
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public boolean hasReferences() {
        return format.hasReferences();
    }

    @Override
    public ReferenceReader references() {
        return opened(format::references);
    }

    @Override
    public KeyReader keys() {
        return opened(format::keys);
    }

    private <R> R opened(Function<TraceInput, R> open) {
        TraceInput input = TraceInput.open(source);
        try {
            return open.apply(input);
        } catch (TraceException e) {
            input.close();
            throw e;
        }
    }

    @Override
    public String toString() {
        return name() + " (" + formatName() + ")";
    }
}
