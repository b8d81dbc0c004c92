package org.mmlab.kit.trace.format;

import java.nio.file.Path;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.kit.trace.Trace;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.input.FileSource;
import org.mmlab.kit.trace.input.TraceInput;
import org.mmlab.kit.trace.input.TraceSource;

/** Opens traces of every format, plain or packed with gzip, xz or zstd. */
public final class TraceFormats {

    /** Enough to see values come back in a binary trace. */
    private static final int SAMPLE_BYTES = 1 << 18;

    private TraceFormats() {}

    /**
     * Opens a trace file.
     *
     * @param path the file
     * @param format name of its format, or null to tell it by the content
     * @throws TraceException if the file is absent, unreadable, empty, damaged at its beginning, or of no known format; or if the
     *     named format is unknown or plainly not the file's
     */
    public static Trace open(Path path, @Nullable String format) {
        return open(FileSource.of(path), format);
    }

    /**
     * Opens a trace from anywhere.
     *
     * @param source where the bytes come from
     * @param format name of its format, or null to tell it by the content
     * @throws TraceException as {@link #open(Path, String)}
     */
    public static Trace open(TraceSource source, @Nullable String format) {
        TraceFormat asked = format == null ? null : TraceFormat.named(source.name(), format);
        byte[] sample = new byte[SAMPLE_BYTES];
        int length;
        try (TraceInput input = TraceInput.open(source)) {
            length = input.read(sample, 0, SAMPLE_BYTES);
        }
        FormatGuess guess = new FormatGuess(source.name(), sample, length);
        if (asked == null) {
            return new SourceTrace(source, guess.guess());
        }
        guess.confirm(asked);
        return new SourceTrace(source, asked);
    }
}
