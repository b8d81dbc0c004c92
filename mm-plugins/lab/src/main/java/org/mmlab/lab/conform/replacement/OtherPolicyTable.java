package org.mmlab.lab.conform.replacement;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.lab.conform.VectorSource;
import org.mmlab.lab.conform.replacement.Expectation.Match;

/** {@code caffeine-other-policies.tsv}: policies that only Caffeine has, of which CAR and CLOCK-Pro are ours too. */
final class OtherPolicyTable {
    static final String FILE = "caffeine-other-policies.tsv";

    private static final List<String> COLUMNS =
            List.of("trace", "policy", "size", "requests", "misses", "miss_ratio", "version");
    private static final String PEER_VERSION = "ccef955";
    private static final Map<String, String> EXACT =
            Map.of("adaptive.Car", "car:quotient=integer", "irr.ClockPro", "clock-pro");

    private OtherPolicyTable() {}

    static void read(VectorSource source, String file, Expectations into) throws IOException {
        try (TableReader row = TableReader.open(source, file, COLUMNS)) {
            while (row.next()) {
                long requests = row.number(3);
                long misses = row.number(4);
                row.checkRatio(5, misses, requests);
                String policy = EXACT.get(row.text(1));
                if (policy == null) {
                    into.leaveOut("policy not shipped, Caffeine's " + row.text(1));
                } else if (!row.text(6).equals(PEER_VERSION)) {
                    into.leaveOut("Caffeine " + row.text(6) + " of " + row.text(1) + ", of which " + PEER_VERSION
                            + " is the peer");
                } else {
                    PolicyReference reference = PolicyReference.parse(policy);
                    into.add(new Expectation(
                            FILE, row.text(0), reference, (int) row.number(2), requests, misses, Match.EXACT));
                }
            }
        }
    }
}
