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
}
