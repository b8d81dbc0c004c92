package org.mmlab.kit.replay;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mmlab.kit.trace.AccessMask;
import org.mmlab.kit.trace.PageReferences;
import org.mmlab.kit.trace.Trace;

/**
 * The areas of a traced program, told from what was done to each page. Touched pages of one kind that are up to
 * {@value #MERGE_GAP_PAGES} pages apart, with none of another kind between them, are one area: a trace does not show the
 * pages that were mapped and never touched.
 *
 * @param areas in ascending order, disjoint
 * @param touchedPages distinct pages that the program touched: its footprint
 * @param pageTouches page touches in all: what a replay does
 */
public record ProgramLayout(List<ProgramArea> areas, long touchedPages, long pageTouches) {
    /** Touched pages further apart than this are different areas. */
    public static final int MERGE_GAP_PAGES = 256;

    private static final int BATCH = 4096;

    /** Copies the list. */
    public ProgramLayout {
        areas = List.copyOf(areas);
    }

    /**
     * Reads a whole trace. O(references); memory O(touched pages).
     *
     * @throws org.mmlab.kit.trace.TraceException where the trace is damaged or holds no memory references
     */
    public static ProgramLayout of(Trace trace) {
        Long2IntOpenHashMap uses = new Long2IntOpenHashMap();
        long touches = 0;
        try (PageReferences references = new PageReferences(trace.references())) {
            long[] pages = new long[BATCH];
            byte[] masks = new byte[BATCH];
            long lastPage = -1;
            byte lastMask = 0;
            for (int n = references.read(pages, masks, BATCH); n > 0; n = references.read(pages, masks, BATCH)) {
                touches += n;
                for (int i = 0; i < n; i++) {
                    if (pages[i] != lastPage || (masks[i] & ~lastMask) != 0) {
                        lastPage = pages[i];
                        lastMask = (byte) (uses.get(lastPage) | masks[i]);
                        uses.put(lastPage, lastMask);
                    }
                }
            }
        }
        return new ProgramLayout(areas(uses), uses.size(), touches);
    }

    private static List<ProgramArea> areas(Long2IntOpenHashMap uses) {
        long[] pages = uses.keySet().toLongArray();
        Arrays.sort(pages);
        List<ProgramArea> areas = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= pages.length; i++) {
            boolean joined = i < pages.length
                    && pages[i] - pages[i - 1] <= MERGE_GAP_PAGES
                    && kind(uses.get(pages[i])) == kind(uses.get(pages[start]));
            if (!joined) {
                areas.add(new ProgramArea(pages[start], pages[i - 1] - pages[start] + 1, kind(uses.get(pages[start]))));
                start = i;
            }
        }
        return areas;
    }

    private static ProgramArea.Kind kind(int uses) {
        boolean executed = (uses & AccessMask.FETCH) != 0;
        if ((uses & AccessMask.WRITE) != 0) {
            return executed ? ProgramArea.Kind.JIT : ProgramArea.Kind.DATA;
        }
        return executed ? ProgramArea.Kind.TEXT : ProgramArea.Kind.RODATA;
    }
}
