package org.mmlab.kit.trace.format;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.kit.trace.KeyReader;
import org.mmlab.kit.trace.PageRuns;
import org.mmlab.kit.trace.ReferenceReader;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.binary.BinaryKeyReader;
import org.mmlab.kit.trace.binary.KeyEncoding;
import org.mmlab.kit.trace.input.TraceInput;
import org.mmlab.kit.trace.pgt.Pgt1Header;
import org.mmlab.kit.trace.pgt.Pgt1Reader;
import org.mmlab.kit.trace.pgt.Pgt1References;
import org.mmlab.kit.trace.text.AdaptSizeReader;
import org.mmlab.kit.trace.text.AddressPages;
import org.mmlab.kit.trace.text.AddressReader;
import org.mmlab.kit.trace.text.CloudPhysicsReader;
import org.mmlab.kit.trace.text.LackeyReader;
import org.mmlab.kit.trace.text.LirsReader;

/** A format of traces: its name, what its keys are, and how its readers are made. */
public enum TraceFormat {
    /** Compact page trace of a program. */
    PGT1(
            Pgt1Header.FORMAT,
            "page trace of a program (header 'PGT1 page=4096 …'); key: page number",
            Pgt1Reader::new,
            input -> new Pgt1References(new Pgt1Reader(input))),
    /** Memory references of a program, printed by valgrind. */
    LACKEY(
            "lackey",
            "text of valgrind --tool=lackey --trace-mem=yes; key: page of each run of references",
            input -> new PageRuns(new LackeyReader(input)),
            LackeyReader::new),
    /** Loads and stores of a program. */
    ADDRESS(
            "address",
            "text 'l|s 0xADDRESS N', with or without two penalty columns; key: address / 4096",
            input -> new AddressPages(new AddressReader(input)),
            AddressReader::new),
    /** Block numbers. */
    LIRS("lirs", "text, a decimal block number a line, '*' lines are break points; key: the number", LirsReader::new),
    /** Disk requests as CSV. */
    CLOUDPHYSICS_CSV(
            "cloudphysics-csv", "CSV with the header version,time,op,size,lbn; key: lbn", CloudPhysicsReader::new),
    /** Web requests. */
    ADAPTSIZE("adaptsize", "text 'TIME ID SIZE', all decimal; key: ID", AdaptSizeReader::new),
    /** Bare keys. */
    U32BE("u32be", "binary, unsigned 32-bit keys, big-endian", KeyEncoding.U32_BIG_ENDIAN),
    /** Bare keys. */
    U32LE("u32le", "binary, unsigned 32-bit keys, little-endian", KeyEncoding.U32_LITTLE_ENDIAN),
    /** Bare keys. */
    I32BE("i32be", "binary, signed 32-bit keys, big-endian", KeyEncoding.I32_BIG_ENDIAN),
    /** Bare keys. */
    I64BE("i64be", "binary, signed 64-bit keys, big-endian", KeyEncoding.I64_BIG_ENDIAN);

    private final String word;
    private final String description;
    private final Function<TraceInput, KeyReader> keys;
    private final @Nullable Function<TraceInput, ReferenceReader> references;

    TraceFormat(
            String word,
            String description,
            Function<TraceInput, KeyReader> keys,
            @Nullable Function<TraceInput, ReferenceReader> references) {
        this.word = word;
        this.description = description;
        this.keys = keys;
        this.references = references;
    }

    TraceFormat(String word, String description, Function<TraceInput, KeyReader> keys) {
        this(word, description, keys, null);
    }

    TraceFormat(String word, String description, KeyEncoding encoding) {
        this(word, description, input -> new BinaryKeyReader(input, encoding), null);
    }

    /** Its name, as {@code --trace-format} takes it. */
    public String word() {
        return word;
    }

    /** One line: what the bytes are and what a key is. */
    public String description() {
        return description;
    }

    /** Whether it holds references of a program, beside keys. */
    public boolean hasReferences() {
        return references != null;
    }

    /** Whether it is text, a line an event. */
    boolean isText() {
        return this != PGT1 && this.ordinal() < U32BE.ordinal();
    }

    KeyReader keys(TraceInput input) {
        return keys.apply(input);
    }

    ReferenceReader references(TraceInput input) {
        if (references == null) {
            throw TraceException.of(
                    input.name(),
                    "a trace of format " + word + " holds keys without accesses; no program can be replayed from it",
                    "use it with 'mm compare', or give a trace of format "
                            + Arrays.stream(values())
                                    .filter(TraceFormat::hasReferences)
                                    .map(TraceFormat::word)
                                    .collect(Collectors.joining(", ")));
        }
        return references.apply(input);
    }

    /**
     * Finds a format by its name.
     *
     * @throws TraceException if none has it; the message lists all
     */
    public static TraceFormat named(String trace, String word) {
        for (TraceFormat format : values()) {
            if (format.word.equals(word)) {
                return format;
            }
        }
        throw TraceException.of(trace, "unknown trace format '" + word + "'", "known: " + words());
    }

    /** The names of all formats. */
    public static String words() {
        return Arrays.stream(values()).map(TraceFormat::word).collect(Collectors.joining(", "));
    }
}
