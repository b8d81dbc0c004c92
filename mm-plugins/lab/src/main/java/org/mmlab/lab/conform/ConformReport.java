package org.mmlab.lab.conform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the cases of one family. Counts are exact; of the differences only the first few are kept, and only the first
 * of each case, so that a replay that is wrong everywhere neither fills the memory nor hides its causes.
 *
 * <p>A family whose documentation tells apart what is exact and what is weaker, or one kernel and another, counts the second in a
 * {@linkplain #open(String, String) group} of its own, which the main tally leaves out. Cases that cannot be replayed, for want of
 * a trace, say, are {@linkplain #notReplayed counted by reason}.
 */
public final class ConformReport {
    private final Tally tally = new Tally();
    private final Map<String, Tally> groups = new TreeMap<>();
    private final Map<String, Long> notReplayed = new TreeMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private final int keptDifferences;
    private final Runnable onCase;

    /** A report that keeps the differences of the first {@code keptDifferences} cases that fail. */
    public ConformReport(int keptDifferences) {
        this(keptDifferences, () -> {});
    }

    /** As the other constructor; {@code onCase} runs after every case, to show progress. */
    public ConformReport(int keptDifferences, Runnable onCase) {
        this.keptDifferences = keptDifferences;
        this.onCase = onCase;
    }

    /** Begins a case; closing it counts it. */
    public ConformCase open(String caseName) {
        return new ConformCase(this, caseName, tally);
    }

    /** Begins a case that is counted in a group apart. */
    public ConformCase open(String caseName, String group) {
        return new ConformCase(this, caseName, groups.computeIfAbsent(group, name -> new Tally()));
    }

    /** The family's cases without those of the groups. */
    public Tally tally() {
        return tally;
    }

    /** The groups' cases, by the group's name in ascending order. */
    public Map<String, Tally> groups() {
        return Collections.unmodifiableMap(groups);
    }

    /** Says that cases were left out, and why: they count neither as passed nor as failed. */
    public void notReplayed(String reason, long cases) {
        notReplayed.merge(reason, cases, Long::sum);
    }

    /** How many cases were left out for each reason, by reason in ascending order. */
    public Map<String, Long> notReplayed() {
        return Collections.unmodifiableMap(notReplayed);
    }

    /** Whether no case failed, in the groups neither. */
    public boolean allPassed() {
        return tally.failed() == 0 && groups.values().stream().allMatch(group -> group.failed() == 0);
    }

    /** The first difference of each of the first cases that failed. */
    public List<Difference> differences() {
        return Collections.unmodifiableList(differences);
    }

    void keep(Difference difference) {
        if (differences.size() < keptDifferences) {
            differences.add(difference);
        }
    }

    void closed() {
        onCase.run();
    }
}
