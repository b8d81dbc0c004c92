package org.mmlab.lab.conform.replacement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.lab.CommandRun;
import org.mmlab.lab.conform.ConformReport;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.lab.conform.VectorLibrary;

/** Recorded counts are met, a changed one is noticed, and what cannot be replayed is said. */
class ReplacementFamilyTest {

    private static final String COLUMNS =
            "trace\tpolicy\tparams\tsize\trequests\tmisses\tmiss_ratio\tindependent_python"
                    + "\tcaffeine_policy\tcaffeine_ccef955_misses\tcaffeine_3.2.4_misses\n";
    private static final String TRUE_LRU = "true.f16\tLRU\t-\t32\t2097\t%d\t%s\tequal\tlinked.Lru\t\t\n";

    @TempDir
    Path root;

    @Test
    void everyBundledCountIsMet() {
        CommandRun run = CommandRun.of("conform", "bundled", "--family", "replacement");
        assertThat(run.out())
                .startsWith("replacement: ")
                .contains(" passed, 0 failed\n")
                .doesNotContain("expected");
        assertThat(run.out())
                .contains("  not replayed: no trace w106: 65\n", "  not replayed: policy not shipped, LHD: 149\n");
        assertThat(passed(run.out())).isGreaterThan(300);
        assertThat(run.exitCode()).isZero();
    }

    private static int passed(String out) {
        return Integer.parseInt(out.substring("replacement: ".length(), out.indexOf(" passed")));
    }

    @Test
    void aCountThatIsOneOffIsADifference() throws IOException {
        int right = missesOfTrueLru();
        table("miss-ratios.tsv", COLUMNS + row(right) + row(right + 1));
        ConformReport report = replay();
        assertThat(report.tally().passed()).isEqualTo(1);
        assertThat(report.tally().failed()).isEqualTo(1);
        assertThat(report.differences().toString())
                .contains("miss-ratios.tsv true.f16 lru 32 frames, step 0 replay: misses: expected " + (right + 1)
                        + ", got " + right);
    }

    @Test
    void tracesAreFoundBesideTheVectors() throws IOException {
        Files.createDirectories(root.resolve("traces/mine"));
        Files.writeString(root.resolve("traces/mine/tiny.trace"), "1\n2\n1\n3\n");
        table(
                "miss-ratios.tsv",
                COLUMNS + "lirs-tiny\tFIFO\t-\t2\t4\t3\t0.750000\t\t\t\t\n"
                        + "lirs-huge\tFIFO\t-\t2\t4\t3\t0.75\t\t\t\t\n");
        ConformReport report = replay();
        assertThat(report.tally().toString()).isEqualTo("1 passed, 0 failed");
        assertThat(report.notReplayed()).containsExactly(java.util.Map.entry("no trace lirs-huge", 1L));
    }

    @Test
    void vectorsWithoutAnyTraceAreAnError() throws IOException {
        table("miss-ratios.tsv", COLUMNS + "lirs-huge\tFIFO\t-\t2\t4\t3\t0.75\t\t\t\t\n");
        assertThatThrownBy(this::replay)
                .isInstanceOf(VectorFormatException.class)
                .hasMessageContaining("not one of the traces [lirs-huge] is there");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size|sise|:1: the columns are",
                "\tLRU\t|\tLRV\t|:2: unknown policy 'LRV -'",
                "\t32\t|\tmany\t|:2: 'many' is not a count",
                "\t32\t|\t32\t32\t|:2: there are 12 cells, expected 11",
                "\t0.499762\t|\t0.6\t|:2: 0.6 is not 1048 / 2097",
                "\t0.499762\t|\thalf\t|:2: 'half' is not a ratio",
            })
    void aLineThatIsNotUnderstoodIsAnError(String right, String wrong, String problem) throws IOException {
        table("miss-ratios.tsv", (COLUMNS + row(1048)).replace(unescape(right), unescape(wrong)));
        assertThatThrownBy(this::replay)
                .isInstanceOf(VectorFormatException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void theCurveTableMustAgreeWithItself() throws IOException {
        List<String> lines = List.of(new String(
                        VectorLibrary.named(VectorLibrary.BUNDLED)
                                .folder("replacement")
                                .open("lru-curve-runs.tsv.gz")
                                .readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8)
                .split("\n"));
        String cat = lines.stream()
                .filter(line -> line.startsWith("cat\t"))
                .findFirst()
                .orElseThrow();
        table("lru-curve-runs.tsv", lines.get(0) + "\n" + cat + "\n");
        assertThat(replay().tally().toString()).isEqualTo("15 passed, 0 failed");
        table("lru-curve-runs.tsv", lines.get(0) + "\n" + cat.replace("\t416923\t", "\t416924\t") + "\n");
        assertThatThrownBy(this::replay).hasMessageContaining(":2: refs is not the sum");
    }

    private static String unescape(String text) {
        return text.replace("\\t", "\t");
    }

    private static String row(int misses) {
        return String.format(
                java.util.Locale.ROOT, TRUE_LRU, misses, String.format(java.util.Locale.ROOT, "%.6f", misses / 2097.0));
    }

    private static int missesOfTrueLru() {
        String csv = CommandRun.of(
                        "compare", "bundled:true.f16", "--policies", "lru", "--frames", "32", "--format", "csv")
                .out();
        return Integer.parseInt(csv.split("\n")[1].split(",")[4]);
    }

    private void table(String file, String text) throws IOException {
        Files.createDirectories(root.resolve("vectors/replacement"));
        Files.writeString(root.resolve("vectors/replacement").resolve(file), text);
    }

    private ConformReport replay() throws IOException {
        ConformReport report = new ConformReport(10);
        new ReplacementFamily()
                .replay(VectorLibrary.named(root.resolve("vectors").toString()).folder("replacement"), report);
        return report;
    }
}
