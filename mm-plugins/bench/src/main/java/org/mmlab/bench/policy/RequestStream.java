package org.mmlab.bench.policy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.mmlab.kit.trace.DenseTrace;

/** Streams of page requests; the same requests in every run. */
final class RequestStream {
    private static final long SEED = 42;

    private RequestStream() {}

    /** The page of rank k is asked for in proportion to 1/k. */
    static DenseTrace zipf(int requests, int distinct) {
        double[] upTo = new double[distinct];
        double sum = 0;
        for (int rank = 0; rank < distinct; rank++) {
            sum += 1.0 / (rank + 1);
            upTo[rank] = sum;
        }
        SplittableRandom random = new SplittableRandom(SEED);
        int[] pages = new int[requests];
        for (int i = 0; i < requests; i++) {
            int found = Arrays.binarySearch(upTo, random.nextDouble() * sum);
            pages[i] = found >= 0 ? found : -found - 1;
        }
        return trace("zipf", pages, distinct);
    }

    /** Every page is asked for once. */
    static DenseTrace scan(int requests) {
        int[] pages = new int[requests];
        Arrays.setAll(pages, page -> page);
        return trace("scan", pages, requests);
    }

    private static DenseTrace trace(String name, int[] pages, int distinct) {
        long[] keys = new long[distinct];
        Arrays.setAll(keys, page -> page);
        return new DenseTrace(name, pages, keys);
    }
}
