package org.mmlab.lab.conform.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;

/** Reads the run-length lists of snapshots. */
final class RecordedPages {
    private static final int RUN_FIELDS = 5;

    private RecordedPages() {}

    /** Runs of [page, count, state, frame, mapcount], a page each. */
    static SortedMap<Long, PageState> states(JsonFields process) throws VectorFormatException {
        SortedMap<Long, PageState> pages = new TreeMap<>();
        for (JsonNode run : process.array("pages")) {
            if (run.size() != RUN_FIELDS) {
                throw process.error("a run of pages has page, count, state, frame and mapcount; found " + run);
            }
            long first = process.number(run.get(0));
            long count = process.number(run.get(1));
            if (!pages.isEmpty() && first <= pages.lastKey()) {
                throw process.error("the run of pages " + run + " begins within the one before it");
            }
            long frame = run.get(3).isNull() ? PageState.NO_FRAME : process.number(run.get(3));
            long mapcount = run.get(4).isNull() ? 0 : process.number(run.get(4));
            for (long i = 0; i < count; i++) {
                PageState state = new PageState(run.get(2).asText(), frame >= 0 ? frame + i : frame, mapcount);
                if (state.unknownLetter() != 0) {
                    throw process.error(
                            "page state '" + state.state() + "' has the unknown letter " + state.unknownLetter());
                }
                pages.put(first + i, state);
            }
        }
        return pages;
    }

    /** Runs of [page, count] as a string with a 1 for each page that is there. */
    static String residency(JsonFields snapshot, JsonNode runs, long pages) throws VectorFormatException {
        StringBuilder bits = new StringBuilder("0".repeat((int) pages));
        for (JsonNode run : runs) {
            long first = snapshot.number(run.get(0));
            long count = snapshot.number(run.get(1));
            if (first + count > pages) {
                throw snapshot.error("a run of cached pages ends at " + (first + count) + ", the file at " + pages);
            }
            for (long i = 0; i < count; i++) {
                bits.setCharAt((int) (first + i), '1');
            }
        }
        return bits.toString();
    }
}
