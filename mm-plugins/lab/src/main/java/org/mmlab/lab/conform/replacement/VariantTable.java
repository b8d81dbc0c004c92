package org.mmlab.lab.conform.replacement;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.lab.conform.VectorSource;
import org.mmlab.lab.conform.replacement.Expectation.Match;

/** A table with a column for each exactly stated variant of one policy: {@code clock-variants.tsv}, {@code lirs-variants.tsv}. */
final class VariantTable {
    static final VariantTable CLOCK = new VariantTable(
            "clock-variants.tsv",
            List.of(
                    "clock_new0(=libCacheSim)",
                    "clock_new1(bit set on load)",
                    "clock_candidate_may_be_victim(=Caffeine)"),
            List.of("clock:load=0", "clock:load=1", "clock:enter=before-sweep"),
            List.of("libCacheSim", "caffeine_ccef955"),
            List.of(0, 2));

    static final VariantTable LIRS = new VariantTable(
            "lirs-variants.tsv",
            List.of(
                    "lirs_dedup_h2_unbounded(=author lirs.c)",
                    "lirs_h2_unbounded",
                    "lirs_h1_unbounded",
                    "lirs_h1_S2c",
                    "lirs_h2_S3c"),
            List.of(
                    "lirs:hir-min=2,dedup=true",
                    "lirs:hir-min=2",
                    "lirs:hir-min=1",
                    "lirs:hir-min=1,stack=2",
                    "lirs:hir-min=2,stack=3"),
            List.of("libCacheSim", "author_lirs.c"),
            List.of(VariantTable.OWN_QUIRK, 0));

    /** The peer's algorithm is none of the variants to the last miss. */
    private static final int OWN_QUIRK = -1;

    private static final int TRACE = 0;
    private static final int SIZE = 1;
    private static final int FIRST_VARIANT = 2;

    final String file;
    private final List<String> columns;
    private final List<PolicyReference> policies;
    private final List<Integer> peerIsVariant;

    private VariantTable(
            String file,
            List<String> variants,
            List<String> policies,
            List<String> peers,
            List<Integer> peerIsVariant) {
        this.file = file;
        this.columns = new ArrayList<>(List.of("trace", "size"));
        columns.addAll(variants);
        columns.addAll(peers);
        this.policies = policies.stream().map(PolicyReference::parse).toList();
        this.peerIsVariant = peerIsVariant;
    }

    void read(VectorSource source, String name, Expectations into) throws IOException {
        try (TableReader row = TableReader.open(source, name, columns)) {
            while (row.next()) {
                for (int i = 0; i < policies.size(); i++) {
                    add(row, FIRST_VARIANT + i, policies.get(i), into);
                }
                for (int i = 0; i < peerIsVariant.size(); i++) {
                    peer(row, i, into);
                }
            }
        }
    }

    private void peer(TableReader row, int peer, Expectations into) throws IOException {
        int column = FIRST_VARIANT + policies.size() + peer;
        if (row.empty(column)) {
            return;
        }
        if (peerIsVariant.get(peer) == OWN_QUIRK) {
            into.leaveOut("column " + columns.get(column) + " of " + file + ", a variant with a quirk of its own");
        } else {
            add(row, column, policies.get(peerIsVariant.get(peer)), into);
        }
    }

    private void add(TableReader row, int column, PolicyReference policy, Expectations into) throws IOException {
        if (row.empty(column)) {
            into.leaveOut("empty cell of " + file);
            return;
        }
        into.add(new Expectation(
                file + " " + columns.get(column),
                row.text(TRACE),
                policy,
                (int) row.number(SIZE),
                Expectation.NOT_RECORDED,
                row.number(column),
                Match.EXACT));
    }
}
