package org.mmlab.lab.conform.replacement;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.lab.conform.VectorSource;

/** Rows of tab-separated values under a line of column names that must be the expected ones. */
final class TableReader implements AutoCloseable {
    private final String place;
    private final BufferedReader lines;
    private final int columns;
    private String[] cells = new String[0];
    private int line = 1;

    private TableReader(String place, BufferedReader lines, int columns) {
        this.place = place;
        this.lines = lines;
        this.columns = columns;
    }

    /**
     * Opens a table.
     *
     * @throws VectorFormatException if its first line is not {@code columns}
     */
    static TableReader open(VectorSource source, String file, List<String> columns) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(source.open(file), StandardCharsets.UTF_8));
        String place = source.location() + "/" + file;
        String header = lines.readLine();
        if (header == null || !Arrays.asList(header.split("\t", -1)).equals(columns)) {
            lines.close();
            throw new VectorFormatException(
                    place + ":1: the columns are '" + header + "', expected '" + String.join("\t", columns) + "'");
        }
        return new TableReader(place, lines, columns.size());
    }

    /** Goes to the next row; false at the end. */
    boolean next() throws IOException {
        @Nullable String text = lines.readLine();
        line++;
        if (text == null) {
            return false;
        }
        cells = text.split("\t", -1);
        if (cells.length != columns) {
            throw error("there are " + cells.length + " cells, expected " + columns);
        }
        return true;
    }

    /** The text of a cell. */
    String text(int column) {
        return cells[column];
    }

    /** Whether a cell has nothing in it. */
    boolean empty(int column) {
        return cells[column].isEmpty() || cells[column].equals("-");
    }

    /** A count in a cell. */
    long number(int column) throws VectorFormatException {
        try {
            long number = Long.parseLong(cells[column]);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a negative number
        }
        throw error("'" + cells[column] + "' is not a count");
    }

    /** A ratio in a cell, which must be that of two counts to its six digits. */
    void checkRatio(int column, long part, long whole) throws VectorFormatException {
        double ratio;
        try {
            ratio = Double.parseDouble(cells[column]);
        } catch (NumberFormatException e) {
            throw error("'" + cells[column] + "' is not a ratio");
        }
        if (Math.abs(ratio - (double) part / whole) > 1e-6) {
            throw error(cells[column] + " is not " + part + " / " + whole);
        }
    }

    /** A complaint about this row. */
    VectorFormatException error(String problem) {
        return new VectorFormatException(place + ":" + line + ": " + problem);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
