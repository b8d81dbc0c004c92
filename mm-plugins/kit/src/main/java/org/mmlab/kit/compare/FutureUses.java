package org.mmlab.kit.compare;

import java.util.Arrays;
import org.mmlab.kit.trace.DenseTrace;

/** For every request of a trace, the position of the next request for the same page. */
final class FutureUses {

    /** The page is not requested again. */
    static final int NEVER = Integer.MAX_VALUE;

    private FutureUses() {}

    /** Four bytes a request; one pass from the end to the beginning. */
    static int[] of(DenseTrace trace) {
        int[] pages = trace.pages();
        int[] next = new int[pages.length];
        int[] seenAt = new int[trace.distinctPages()];
        Arrays.fill(seenAt, NEVER);
        for (int i = pages.length - 1; i >= 0; i--) {
            next[i] = seenAt[pages[i]];
            seenAt[pages[i]] = i;
        }
        return next;
    }
}
