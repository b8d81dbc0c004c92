package org.mmlab.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.mmlab.kit.trace.DenseTrace;

/** Page requests of which the page of rank k is asked for in proportion to 1/k; the same requests in every run. */
final class ZipfStream {
    private static final long SEED = 42;

    private ZipfStream() {}

    static DenseTrace of(int requests, int distinct) {
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
        long[] keys = new long[distinct];
        Arrays.setAll(keys, page -> page);
        return new DenseTrace("zipf", pages, keys);
    }
}
