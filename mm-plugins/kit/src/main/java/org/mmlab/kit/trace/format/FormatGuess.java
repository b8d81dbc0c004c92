package org.mmlab.kit.trace.format;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.binary.KeyWidthGuess;
import org.mmlab.kit.trace.pgt.Pgt1Header;
import org.mmlab.kit.trace.text.CloudPhysicsReader;

/**
 * Tells the format of a trace by its first bytes, decompressed; the file's name plays no part.
 *
 * <ol>
 *   <li>{@code PGT1 } at the start is a page trace.
 *   <li>Printable ASCII and line ends alone is text: its first line that is not valgrind's own decides.
 *   <li>What begins as other known files do ({@link OtherFile}) is refused.
 *   <li>All else is binary keys, whose width {@link KeyWidthGuess} judges. 4-byte keys are opened as {@code u32be} and 8-byte
 *       ones as {@code i64be}: sign and byte order rename keys one to one, so every count comes out the same.
 * </ol>
 */
final class FormatGuess {

    private static final Pattern BANNER = Pattern.compile("==\\d+==.*");
    private static final Pattern LACKEY = Pattern.compile("(I | [LSM]) [0-9a-fA-F]+,\\d+");
    private static final Pattern ADDRESS = Pattern.compile("[ls] 0x[0-9a-fA-F]+ \\d+( \\d+ \\d+)?");
    private static final Pattern LIRS = Pattern.compile("\\d+|\\*");
    private static final Pattern ADAPTSIZE = Pattern.compile("\\d+ \\d+ \\d+");
    private static final int SHOWN = 60;

    private final String trace;
    private final byte[] sample;
    private final int length;

    FormatGuess(String trace, byte[] sample, int length) {
        this.trace = trace;
        this.sample = sample;
        this.length = length;
    }

    TraceFormat guess() {
        if (length == 0) {
            throw TraceException.of(trace, "the file is empty", "check that the trace was recorded to its end");
        }
        if (isPgt1()) {
            return TraceFormat.PGT1;
        }
        return isText() ? text() : binary();
    }

    /** Refuses a format that was asked for where the bytes are plainly another one. */
    void confirm(TraceFormat asked) {
        if (length == 0) {
            throw TraceException.of(trace, "the file is empty", "check that the trace was recorded to its end");
        }
        boolean pgt1 = isPgt1();
        boolean text = !pgt1 && isText();
        if (pgt1 != (asked == TraceFormat.PGT1) || text != asked.isText()) {
            String found = pgt1 ? "a pgt1 trace" : text ? "text" : "binary";
            throw TraceException.of(
                    trace,
                    "asked to read it as " + asked.word() + ", but the file is " + found,
                    "leave the format out, or name one of: " + TraceFormat.words());
        }
    }

    private boolean isPgt1() {
        return OtherFile.startsWith(sample, length, (Pgt1Header.MAGIC + " ").getBytes(StandardCharsets.US_ASCII));
    }

    private boolean isText() {
        for (int i = 0; i < length; i++) {
            byte b = sample[i];
            boolean printable = b >= ' ' && b < 0x7f || b == '\n' || b == '\r' || b == '\t';
            if (!printable) {
                return false;
            }
        }
        return true;
    }

    private TraceFormat text() {
        int at = 0;
        while (at < length) {
            int end = at;
            while (end < length && sample[end] != '\n') {
                end++;
            }
            String line = new String(sample, at, end - at, StandardCharsets.US_ASCII);
            if (line.endsWith("\r")) {
                line = line.substring(0, line.length() - 1);
            }
            if (!BANNER.matcher(line).matches()) {
                TraceFormat format = ofLine(line);
                if (format != null) {
                    return format;
                }
                throw unknownText(line);
            }
            at = end + 1;
        }
        return TraceFormat.LACKEY;
    }

    private static @Nullable TraceFormat ofLine(String line) {
        if (LACKEY.matcher(line).matches()) {
            return TraceFormat.LACKEY;
        }
        if (ADDRESS.matcher(line).matches()) {
            return TraceFormat.ADDRESS;
        }
        if (LIRS.matcher(line).matches()) {
            return TraceFormat.LIRS;
        }
        if (ADAPTSIZE.matcher(line).matches()) {
            return TraceFormat.ADAPTSIZE;
        }
        return line.equals(CloudPhysicsReader.HEADER) ? TraceFormat.CLOUDPHYSICS_CSV : null;
    }

    private TraceException unknownText(String line) {
        String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
        return TraceException.of(
                trace,
                "text of no known format; it begins '" + shown + "'",
                "name the format with --trace-format; known: " + TraceFormat.words());
    }

    private TraceFormat binary() {
        String other = OtherFile.name(sample, length);
        if (other != null) {
            throw TraceException.of(
                    trace,
                    "the file is no trace but " + other,
                    "give a trace, plain or packed with gzip, xz or zstd; if its keys just look so, name the format with --trace-format");
        }
        switch (KeyWidthGuess.of(sample, length)) {
            case FOUR_BYTES:
                return TraceFormat.U32BE;
            case EIGHT_BYTES:
                return TraceFormat.I64BE;
            default:
                throw TraceException.of(
                        trace,
                        "binary, and nothing in it tells how wide its keys are",
                        "name the format with --trace-format; known: " + TraceFormat.words());
        }
    }
}
