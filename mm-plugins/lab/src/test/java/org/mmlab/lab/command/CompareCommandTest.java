package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.lab.CommandRun;

/** {@code mm compare} as a user meets it. */
class CompareCommandTest {

    @TempDir
    Path folder;

    private String trace;

    @BeforeEach
    void writeATrace() throws IOException {
        trace = Files.writeString(folder.resolve("t,1.txt"), "1\n2\n3\n1\n4\n1\n5\n")
                .toString();
    }

    @Test
    void csvHasTheColumnsAndQuotesWhatNeedsIt() {
        CommandRun run = CommandRun.of(
                "compare", trace, "--policies", "lru,2q:out=1,in=0.5,opt", "--frames", "2,3", "--format", "csv");
        String name = '"' + trace + '"';
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualTo("trace,policy,frames,requests,misses,miss_ratio\n"
                        + name + ",lru,2,7,6,0.857143\n"
                        + name + ",lru,3,7,5,0.714286\n"
                        + name + ",\"2q:in=0.5,out=1\",2,7,7,1.000000\n"
                        + name + ",\"2q:in=0.5,out=1\",3,7,6,0.857143\n"
                        + name + ",opt,2,7,5,0.714286\n"
                        + name + ",opt,3,7,5,0.714286\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void textIsAlignedAndJsonIsAnArray() {
        CommandRun text =
                CommandRun.of("compare", "bundled:true.f16", "--policies", "lru,clock:bits=2", "--frames", "16,1024");
        assertThat(text.out()).isEqualTo("""
                        trace             policy        frames  requests  misses  miss_ratio
                        bundled:true.f16  lru               16      2097    1749    0.834049
                        bundled:true.f16  lru             1024      2097     139    0.066285
                        bundled:true.f16  clock:bits=2      16      2097    1761    0.839771
                        bundled:true.f16  clock:bits=2    1024      2097     139    0.066285
                        """);
        CommandRun json =
                CommandRun.of("compare", trace + "#limit=4", "--policies", "fifo", "--frames", "2", "--format", "json");
        assertThat(json.out().replaceAll("\\s", ""))
                .isEqualTo("[{\"trace\":\"" + trace
                        + "\",\"policy\":\"fifo\",\"frames\":2,\"requests\":4,\"misses\":4,\"miss_ratio\":1.0}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--policies|lru,clok|unknown replacement policy 'clok'; did you mean 'clock'? known: 2q, arc",
                "--policies|lru,2q:inn=1|unknown parameter of '2q' 'inn'",
                "--policies|lru,,fifo|an item is empty",
                "--policies|in=1|'in=1' follows no policy",
                "--trace-format|lisr|unknown trace format 'lisr'; known: pgt1, lackey",
                "--trace-format|u32be|asked to read it as u32be, but the file is text",
                "--trace-format|adaptsize|line 1: column 2: expected ' '",
            })
    void aMistakeIsOneLineWithoutAStackTrace(String option, String value, String problem) {
        CommandRun run = CommandRun.of("compare", trace, option, value);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("mm compare: ")
                .contains(problem)
                .doesNotContain("\tat ")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "absent.gz|no such file",
                "bundled:sl|unknown bundled trace 'sl'; known: bzip2.f16, cat, ",
                "x#lmit=3|unknown trace option 'lmit'; did you mean 'limit'?",
                "x#limit=0|limit=0 is not a number of requests",
            })
    void aTraceThatCannotBeOpenedIsNamed(String name, String problem) {
        CommandRun run = CommandRun.of("compare", trace, name);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(problem).hasLineCount(1);
    }

    @Test
    void framesThatHoldNothingAreAUsageError() {
        CommandRun run = CommandRun.of("compare", trace, "--frames", "64,0");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--frames: 0 frames hold nothing");
    }
}
