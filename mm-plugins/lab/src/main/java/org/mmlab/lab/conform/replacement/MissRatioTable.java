package org.mmlab.lab.conform.replacement;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.lab.conform.VectorSource;
import org.mmlab.lab.conform.replacement.Expectation.Match;

/** {@code miss-ratios.tsv}: libCacheSim's counts, and beside them Caffeine's. */
final class MissRatioTable {
    static final String FILE = "miss-ratios.tsv";

    private static final List<String> COLUMNS = List.of(
            "trace",
            "policy",
            "params",
            "size",
            "requests",
            "misses",
            "miss_ratio",
            "independent_python",
            "caffeine_policy",
            "caffeine_ccef955_misses",
            "caffeine_3.2.4_misses");
    private static final int TRACE = 0;
    private static final int POLICY = 1;
    private static final int PARAMS = 2;
    private static final int SIZE = 3;
    private static final int REQUESTS = 4;
    private static final int MISSES = 5;
    private static final int RATIO = 6;
    private static final int INDEPENDENT = 7;
    private static final int CAFFEINE = 9;
    private static final int CAFFEINE_RELEASE = 10;

    /** Ours for the policies that follow their definition to the last miss. */
    private static final Map<String, String> EXACT = Map.ofEntries(
            Map.entry("LRU -", "lru"),
            Map.entry("FIFO -", "fifo"),
            Map.entry("CLOCK bits=1", "clock"),
            Map.entry("CLOCK bits=2", "clock:bits=2"),
            Map.entry("OPT mandatory admission", "opt"),
            Map.entry("ARC p real-valued", "arc"),
            Map.entry("SIEVE -", "sieve"),
            Map.entry("2Q Kin=0.25,Kout=0.5", "2q:in=0.25,out=0.5"),
            Map.entry("SLRU 2 segments 20:80", "slru:segments=2,lowest=0.2"),
            Map.entry("SLRU 4 equal segments", "slru:segments=4"),
            Map.entry("LFU -", "lfu"),
            Map.entry("S3-FIFO small=0.10,ghost=0.90,move>=2", "s3-fifo:small=0.1,ghost=0.9,move=2"));

    /**
     * Ours for the policies that draw or hash. Their peer is Caffeine: libCacheSim's are other algorithms, as the decision file
     * {@code policies/docs/decisions/0001} shows.
     */
    private static final Map<String, String> NEAR_ON_AVERAGE =
            Map.of("Random seed=42", "random", "W-TinyLFU window=0.01,main=SLRU", "w-tinylfu:window=0.01");

    private static final Map<String, String> NEAR =
            Map.of("LIRS hir=max(1,int(0.01c));S<=2c", "lirs:hir-min=1,stack=2");
    private static final List<String> NOT_SHIPPED = List.of("LHD -", "Cacheus -");

    private MissRatioTable() {}

    static void read(VectorSource source, String file, Expectations into) throws IOException {
        try (TableReader row = TableReader.open(source, file, COLUMNS)) {
            while (row.next()) {
                row.checkRatio(RATIO, row.number(MISSES), row.number(REQUESTS));
                String policy = row.text(POLICY) + " " + row.text(PARAMS);
                if (row.text(INDEPENDENT).startsWith("degenerate")) {
                    into.leaveOut("libCacheSim refused every page, " + row.text(POLICY));
                } else if (NOT_SHIPPED.contains(policy)) {
                    into.leaveOut("policy not shipped, " + row.text(POLICY));
                } else if (NEAR_ON_AVERAGE.containsKey(policy) && row.empty(CAFFEINE) && row.empty(CAFFEINE_RELEASE)) {
                    into.leaveOut("libCacheSim's own kind alone, " + row.text(POLICY));
                } else {
                    into.add(expectation(row, policy));
                }
            }
        }
    }

    private static Expectation expectation(TableReader row, String policy) throws IOException {
        String exact = EXACT.get(policy);
        if (exact != null) {
            return expectation(row, exact, MISSES, Match.EXACT);
        }
        String near = NEAR.get(policy);
        if (near != null) {
            return expectation(row, near, MISSES, Match.NEAR);
        }
        String average = NEAR_ON_AVERAGE.get(policy);
        if (average == null) {
            throw row.error("unknown policy '" + policy + "'");
        }
        int caffeine = row.empty(CAFFEINE) ? CAFFEINE_RELEASE : CAFFEINE;
        return expectation(row, average, caffeine, Match.NEAR_ON_AVERAGE);
    }

    private static Expectation expectation(TableReader row, String policy, int misses, Match match) throws IOException {
        return new Expectation(
                FILE,
                row.text(TRACE),
                PolicyReference.parse(policy),
                (int) row.number(SIZE),
                row.number(REQUESTS),
                row.number(misses),
                match);
    }
}
