package org.mmlab.lab.conform.replacement;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.kit.compare.Comparison;
import org.mmlab.kit.compare.PageReplay;
import org.mmlab.kit.trace.DenseTrace;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.ConformReport;
import org.mmlab.lab.conform.VectorFamily;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.lab.conform.VectorSource;
import org.mmlab.lab.conform.replacement.Expectation.Match;

/** The family {@code replacement}: one case for each recorded count of misses. */
public final class ReplacementFamily implements VectorFamily {
    private static final String APPROXIMATE = "approximate, mean of seeds";
    private static final String QUIRK = "approximate, peer with a quirk";

    /** Files of the folder that hold no counts: how the peers were measured. */
    private static final List<String> NO_VECTORS = List.of("README.md", "memory.tsv", "speed.tsv", "INDEX");

    @Override
    public String name() {
        return "replacement";
    }

    @Override
    public String description() {
        return "misses of replacement policies on real traces, as other simulators counted them";
    }

    @Override
    public void replay(VectorSource source, ConformReport report) throws IOException {
        Expectations expectations = new Expectations();
        for (String file : source.files()) {
            read(source, file, expectations);
        }
        if (expectations.byTrace().isEmpty()) {
            throw new VectorFormatException("there is no " + MissRatioTable.FILE + " or other table of misses in "
                    + source.location() + "; it holds: " + source.files());
        }
        expectations.leftOut().forEach(report::notReplayed);
        TraceFinder finder = new TraceFinder(source);
        PolicyRegistry registry = Comparison.registry();
        boolean any = false;
        for (Map.Entry<String, List<Expectation>> entry : expectations.byTrace().entrySet()) {
            any |= replay(entry.getKey(), entry.getValue(), finder, registry, report);
        }
        if (!any) {
            throw new VectorFormatException(
                    "not one of the traces " + expectations.byTrace().keySet()
                            + " is there; they belong into the directory 'traces' beside the one that holds "
                            + source.location());
        }
    }

    private static void read(VectorSource source, String file, Expectations into) throws IOException {
        String table = file.endsWith(".gz") ? file.substring(0, file.length() - ".gz".length()) : file;
        if (table.equals(MissRatioTable.FILE)) {
            MissRatioTable.read(source, file, into);
        } else if (table.equals(VariantTable.CLOCK.file)) {
            VariantTable.CLOCK.read(source, file, into);
        } else if (table.equals(VariantTable.LIRS.file)) {
            VariantTable.LIRS.read(source, file, into);
        } else if (table.equals(OtherPolicyTable.FILE)) {
            OtherPolicyTable.read(source, file, into);
        } else if (table.equals(LruCurveTable.FILE)) {
            LruCurveTable.read(source, file, into);
        } else if (!NO_VECTORS.contains(table)) {
            into.leaveOut("file of unknown kind, " + file);
        }
    }

    /** Whether the trace is there. */
    private static boolean replay(
            String name, List<Expectation> expected, TraceFinder finder, PolicyRegistry registry, ConformReport report)
            throws IOException {
        @Nullable DenseTrace trace;
        try {
            trace = finder.load(name);
        } catch (TraceException e) {
            throw new VectorFormatException(String.valueOf(e.getMessage()));
        }
        if (trace == null) {
            report.notReplayed("no trace " + name, expected.size());
            return false;
        }
        PageReplay replay = new PageReplay(trace);
        for (Expectation expectation : expected) {
            try (ConformCase conformCase = open(expectation, report)) {
                conformCase.at(0, "replay");
                if (expectation.requests() == Expectation.NOT_RECORDED
                        || conformCase.check("requests", expectation.requests(), trace.requests())) {
                    expectation.replay(replay, registry, conformCase);
                }
            }
        }
        return true;
    }

    private static ConformCase open(Expectation expectation, ConformReport report) {
        if (expectation.match() == Match.EXACT) {
            return report.open(expectation.caseName());
        }
        return report.open(expectation.caseName(), expectation.match() == Match.NEAR ? QUIRK : APPROXIMATE);
    }
}
