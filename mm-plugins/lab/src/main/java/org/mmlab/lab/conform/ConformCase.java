package org.mmlab.lab.conform;

import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One script being replayed. Say {@linkplain #at where} the replay is, then check value by value; nothing is formatted and nothing
 * allocated while values are equal. {@link #close} counts the case.
 */
public final class ConformCase implements AutoCloseable {
    private static final int LONGEST_SHOWN = 400;

    private final ConformReport report;
    private final String name;
    private final Tally tally;
    private int step;
    private String operation = "start";
    private boolean failed;

    ConformCase(ConformReport report, String name, Tally tally) {
        this.report = report;
        this.name = name;
        this.tally = tally;
    }

    /** The script's name. */
    public String name() {
        return name;
    }

    /** Whether a difference was found. */
    public boolean failed() {
        return failed;
    }

    /** What follows is about operation {@code index} of the script, counted from 0. */
    public void at(int index, String operationName) {
        step = index;
        operation = operationName;
    }

    /** Compares numbers; says whether they are equal. */
    public boolean check(String field, long expected, long actual) {
        if (expected == actual) {
            return true;
        }
        differ(field, Long.toString(expected), Long.toString(actual));
        return false;
    }

    /** Compares addresses, sizes and hashes, which are shown in hexadecimal. */
    public boolean checkHex(String field, long expected, long actual) {
        if (expected == actual) {
            return true;
        }
        differ(field, "0x" + Long.toHexString(expected), "0x" + Long.toHexString(actual));
        return false;
    }

    /** Compares by {@code equals}. */
    public boolean check(String field, @Nullable Object expected, @Nullable Object actual) {
        if (Objects.equals(expected, actual)) {
            return true;
        }
        differ(field, String.valueOf(expected), String.valueOf(actual));
        return false;
    }

    /** Fails the case over a value that was compared elsewhere. */
    public void differ(String field, String expected, String actual) {
        if (!failed) {
            failed = true;
            report.keep(new Difference(name, "step " + step + " " + operation, field, shown(expected), shown(actual)));
        }
    }

    /** Fails the case because its vector cannot be understood. */
    public void broken(VectorFormatException reason) {
        differ("vector", "what the family's documentation describes", String.valueOf(reason.getMessage()));
    }

    /** Counts the case. */
    @Override
    public void close() {
        tally.count(failed ? Tally.Outcome.FAILED : Tally.Outcome.PASSED);
        report.closed();
    }

    private static String shown(String value) {
        return value.length() <= LONGEST_SHOWN
                ? value
                : value.substring(0, LONGEST_SHOWN) + "… (" + value.length() + " characters)";
    }
}
