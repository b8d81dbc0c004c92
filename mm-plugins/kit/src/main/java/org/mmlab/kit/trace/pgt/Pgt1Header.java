package org.mmlab.kit.trace.pgt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.TraceHeader;
import org.mmlab.kit.trace.input.TraceInput;

/**
 * The first line of a PGT1 file.
 *
 * @param kind what the events are
 * @param counts its numbers; none is unknown
 */
public record Pgt1Header(Pgt1Kind kind, TraceHeader counts) {

    /** The word that the file begins with. */
    public static final String MAGIC = "PGT1";

    /** The format's name, as {@code --trace-format} takes it. */
    public static final String FORMAT = "pgt1";

    /** The only page size of the format, in bytes. */
    public static final int PAGE_BYTES = 4096;

    private static final int LONGEST_LINE = 512;
    private static final List<String> KEYS =
            List.of("page", "kind", "refs", "instr", "loads", "stores", "runs", "pages");
    private static final String CURE = "the line must read '" + MAGIC
            + " page=4096 kind=runs|lru16-filtered refs=N instr=N loads=N stores=N runs=N pages=N'";

    /**
     * Reads and checks the line.
     *
     * @throws TraceException if it is not such a line, or its numbers contradict each other
     */
    static Pgt1Header read(TraceInput input) {
        String line = line(input);
        String[] words = line.split(" ", -1);
        if (!words[0].equals(MAGIC) || words.length != KEYS.size() + 1) {
            throw bad(input, "the header is '" + line + "'");
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < KEYS.size(); i++) {
            String prefix = KEYS.get(i) + "=";
            if (!words[i + 1].startsWith(prefix)) {
                throw bad(input, "the header has '" + words[i + 1] + "' where " + prefix + "… belongs");
            }
            values.add(words[i + 1].substring(prefix.length()));
        }
        if (!values.get(0).equals(Integer.toString(PAGE_BYTES))) {
            throw bad(input, "page size " + values.get(0) + " instead of " + PAGE_BYTES);
        }
        long[] numbers = new long[KEYS.size()];
        for (int i = 2; i < KEYS.size(); i++) {
            numbers[i] = number(input, KEYS.get(i), values.get(i));
        }
        TraceHeader counts = new TraceHeader(numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]);
        check(input, counts);
        return new Pgt1Header(kind(input, values.get(1)), counts);
    }

    private static void check(TraceInput input, TraceHeader counts) {
        long sum = counts.instructionFetches() + counts.loads() + counts.stores();
        if (sum != counts.references()) {
            throw bad(input, "refs=" + counts.references() + " is not instr + loads + stores = " + sum);
        }
        if (counts.pages() > counts.events()) {
            throw bad(input, "pages=" + counts.pages() + " is more than runs=" + counts.events());
        }
        if (counts.events() == 0) {
            throw bad(input, "runs=0: the trace has no event");
        }
        if (counts.pages() > Integer.MAX_VALUE >> 1) {
            throw bad(input, "pages=" + counts.pages() + " is more than " + (Integer.MAX_VALUE >> 1));
        }
    }

    private static Pgt1Kind kind(TraceInput input, String word) {
        for (Pgt1Kind kind : Pgt1Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw bad(input, "unknown kind '" + word + "'");
    }

    private static long number(TraceInput input, String key, String digits) {
        boolean decimal = !digits.isEmpty() && digits.length() <= 18;
        for (int i = 0; decimal && i < digits.length(); i++) {
            decimal = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        if (!decimal) {
            throw bad(input, key + "=" + digits + " is not a count");
        }
        return Long.parseLong(digits);
    }

    private static String line(TraceInput input) {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = input.next();
            if (next == '\n') {
                return line.toString();
            }
            if (next == TraceInput.END || line.length() == LONGEST_LINE) {
                throw bad(input, "the header line has no end");
            }
            line.append(next >= ' ' && next < 0x7f ? (char) next : '?');
        }
    }

    private static TraceException bad(TraceInput input, String problem) {
        return TraceException.atLine(input.name(), 1, problem, CURE);
    }

    /** The line as bytes, its end included. */
    byte[] toBytes() {
        String line = MAGIC + " page=" + PAGE_BYTES + " kind=" + kind.word() + " refs=" + counts.references()
                + " instr="
                + counts.instructionFetches() + " loads=" + counts.loads() + " stores=" + counts.stores() + " runs="
                + counts.events() + " pages=" + counts.pages() + "\n";
        return line.getBytes(StandardCharsets.US_ASCII);
    }
}
