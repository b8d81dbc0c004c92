package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.lab.CommandRun;

/** Files and values that a user can get wrong: each is told in the user's terms, at its place, with exit code 1. */
class BadInputTest {

    private static final String TRACE = "PGT1 page=4096 kind=runs refs=3 instr=0 loads=3 stores=0 runs=3 pages=2\n"
            + "\1\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0\2";

    @TempDir
    private Path folder;

    private static void assertTold(CommandRun run, String... words) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("mm ").contains(words).doesNotContain("\tat ", "Exception");
    }

    @Test
    void allErrorsOfASpecAreToldAtOnce() throws IOException {
        Path spec = Files.writeString(
                folder.resolve("spec.yaml"), "reclaim: clok\npage-table: x86\nram: lots\nswapines: 3\n");
        CommandRun run = CommandRun.of("run", "bundled:true", "--spec", spec.toString());
        assertTold(
                run,
                spec + ": unknown key 'swapines'; did you mean 'swappiness'?",
                spec + ": ram: 'lots' is not a size",
                spec + ": page-table: unknown page-table policy 'x86'; did you mean 'i386'?",
                spec + ": reclaim: unknown reclaim policy 'clok'; did you mean 'clock'?");
        assertThat(run.err()).hasLineCount(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "compare"})
    void aTruncatedTraceTellsWhereItEnds(String command) throws IOException {
        Path trace = Files.writeString(folder.resolve("cut.pgt"), TRACE);
        assertTold(
                CommandRun.of(command, trace.toString()),
                trace + ", byte " + TRACE.length(),
                "the trace ends 2 events before the runs=3 of its header",
                "get the whole file again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "compare"})
    void aPackedTraceThatEndsInTheMiddleIsToldSo(String command) throws IOException {
        Path trace = folder.resolve("cut.pgt.gz");
        try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(trace))) {
            packed.write(TRACE.getBytes(StandardCharsets.ISO_8859_1));
        }
        byte[] whole = Files.readAllBytes(trace);
        Files.write(trace, Arrays.copyOf(whole, whole.length / 2));
        assertTold(
                CommandRun.of(command, trace.toString()),
                trace + ", byte ",
                "the gz stream is truncated or damaged",
                "copy the file again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "compare"})
    void aTraceOfAnotherFormatIsToldWhatItIs(String command) throws IOException {
        Path trace = Files.writeString(folder.resolve("whole.pgt"), TRACE + "\2");
        assertTold(
                CommandRun.of(command, trace.toString(), "--trace-format", "lackey"),
                trace + ": asked to read it as lackey, but the file is a pgt1 trace",
                "leave the format out");
    }

    @ParameterizedTest
    @CsvSource({"run", "compare", "exec", "boot --memmap", "run --spec"})
    void aDirectoryIsNoFile(String command) {
        String[] words = (command + " " + folder).split(" ");
        assertTold(CommandRun.of(words), folder.toString(), "is a directory");
    }

    @Test
    void ramThatCannotBootIsToldWhatWouldDo() {
        assertTold(
                CommandRun.of("run", "bundled:true", "--ram", "64K"),
                "RAM 64K is too small to boot: 15 usable frames",
                "give --ram 100K or more");
    }

    @Test
    void aKeyTraceCannotBeRunAndSaysWhatCan() throws IOException {
        Path trace = Files.writeString(folder.resolve("blocks.txt"), "1\n2\n1\n");
        assertTold(
                CommandRun.of("run", trace.toString()),
                "holds keys without accesses",
                "use it with 'mm compare'",
                "pgt1, lackey, address");
    }

    @Test
    void aSpecThatIsNotUtf8IsToldSo() throws IOException {
        Path spec = Files.write(folder.resolve("latin.yaml"), "# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertTold(CommandRun.of("boot", "--spec", spec.toString()), spec + ": is not UTF-8 text; save it as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x", "1/0x", "0/1x", "0.0x"})
    void aShareOfNothingIsNoMemory(String ram) {
        assertTold(CommandRun.of("run", "bundled:true", "--ram", ram), "ram: '" + ram + "' is no share of", "1/4x");
    }

    @Test
    void allWrongPoliciesOfAComparisonAreToldAtOnce() {
        CommandRun run = CommandRun.of("compare", "bundled:true.f16", "--policies", "clok,lru:x=1,siev");
        assertTold(run, "did you mean 'clock'?", "parameter of 'lru' 'x'", "did you mean 'sieve'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "compare"})
    void aFormatIsCheckedForBundledTracesToo(String command) {
        assertTold(CommandRun.of(command, "bundled:true", "--trace-format", "lakey"), "'lakey'", "lackey");
    }

    @Test
    void aBundledTraceThatIsMistypedIsGuessed() {
        assertTold(CommandRun.of("run", "bundled:treu"), "unknown bundled trace 'treu'; did you mean 'true'?");
    }

    @Test
    void aPackedVectorThatIsDamagedIsNamed() throws IOException {
        Path file = Files.createDirectories(folder.resolve("vma")).resolve("x.jsonl.gz");
        Files.write(file, new byte[] {0x1f, (byte) 0x8b, 'g', 'a', 'r', 'b'});
        assertTold(CommandRun.of("conform", folder.toString()), file + ": the compressed file is cut off or damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file f 4K\npwrite f 9223372036854775807 4K 1\n", "mincore 0 99999999999999\n"})
    void aScriptThatAsksForTooMuchIsToldTheLimit(String text) throws IOException {
        Path script = Files.writeString(folder.resolve("s.mm"), text);
        CommandRun run = CommandRun.of("exec", script.toString(), "--ram", "16M");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("mm exec: " + script)
                .contains("1099511627776")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rnu|mm: Unmatched argument at index 0: 'rnu'|Did you mean: mm ",
                "help rnu|mm: unknown command 'rnu'; did you mean 'run'?|'mm help' tells",
                "run --format xml|mm run: Invalid value for option '--format'|'mm help run' tells",
                "compare bundled:true.f16 --frames ,|mm compare: --frames names no capacity|write it like 64,1024",
                "compare bundled:true.f16 --frames x|mm compare: Invalid value for option '--frames'|not a whole number from",
                "compare bundled:true.f16 --seed 9e9|mm compare: Invalid value for option '--seed'|not a whole number of 64 bits",
                "boot-allocators --gib 0|mm boot-allocators: --gib 0 is not 1 to 4096|'mm help boot-allocators' tells",
                "boot-allocators --repeat -1|mm boot-allocators: --repeat -1 is not 0 or more|tells",
                "walk 12z|mm walk: '12z' is no address|0x7f0000001000",
                "boot --show zoneinf|mm boot: unknown view 'zoneinf'; did you mean 'zoneinfo'?|nodes are 0 to 0",
            })
    void aCommandLineThatIsWrongIsToldInAFewLines(String line, String problem, String cure) {
        CommandRun run = CommandRun.of(line.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith(problem).contains(cure);
        assertThat(run.err().lines()).hasSizeLessThan(4);
    }
}
