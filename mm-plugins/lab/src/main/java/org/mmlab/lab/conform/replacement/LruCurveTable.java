package org.mmlab.lab.conform.replacement;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.lab.conform.VectorSource;
import org.mmlab.lab.conform.replacement.Expectation.Match;

/** {@code lru-curve-runs.tsv}: LRU on the full run streams of the recorded programs, 4 to 65536 frames. */
final class LruCurveTable {
    static final String FILE = "lru-curve-runs.tsv";

    private static final List<String> KEY_COLUMNS =
            List.of("trace", "refs", "instr_fetches", "loads", "stores_and_modifies", "runs", "lru16_misses", "pages");
    private static final int RUNS = 5;
    private static final int LRU16 = 6;
    private static final int PAGES = 7;
    private static final int LEAST_FRAMES = 4;
    private static final int MOST_FRAMES = 65536;

    private LruCurveTable() {}

    static void read(VectorSource source, String file, Expectations into) throws IOException {
        List<String> columns = new ArrayList<>(KEY_COLUMNS);
        for (int frames = LEAST_FRAMES; frames <= MOST_FRAMES; frames *= 2) {
            columns.add("lru_misses@" + frames);
        }
        try (TableReader row = TableReader.open(source, file, columns)) {
            while (row.next()) {
                check(row);
                int column = KEY_COLUMNS.size();
                for (int frames = LEAST_FRAMES; frames <= MOST_FRAMES; frames *= 2) {
                    into.add(new Expectation(
                            FILE,
                            row.text(0) + ".runs",
                            PolicyReference.parse("lru"),
                            frames,
                            row.number(RUNS),
                            row.number(column++),
                            Match.EXACT));
                }
            }
        }
    }

    /** The row's own numbers must fit together: this table is also what the filtered streams' lengths come from. */
    private static void check(TableReader row) throws IOException {
        if (row.number(2) + row.number(3) + row.number(4) != row.number(1)) {
            throw row.error("refs is not the sum of instr_fetches, loads and stores_and_modifies");
        }
        int at16 = KEY_COLUMNS.size() + 2;
        if (row.number(LRU16) != row.number(at16) || row.number(PAGES) > row.number(at16)) {
            throw row.error("lru16_misses is not lru_misses@16, or pages are more");
        }
    }
}
