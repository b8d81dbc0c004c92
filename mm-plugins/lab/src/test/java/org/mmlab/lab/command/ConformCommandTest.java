package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmlab.lab.CommandRun;

/** What {@code mm conform} prints and returns. */
class ConformCommandTest {
    private static final String SCRIPT = "{\"script\":\"r0\",\"kind\":\"small\",\"seed\":1,\"ops\":["
            + "{\"op\":\"add\",\"a\":[\"0x1000\",\"0x1000\"],\"ret\":0,\"m\":[[\"0x1000\",\"0x1000\",0,16]]}]}\n";

    @TempDir
    private Path folder;

    @Test
    void oneLineForEachFamilyAndSuccessWhenAllIsEqual() throws IOException {
        write("memblock/one.jsonl", SCRIPT);
        CommandRun run = CommandRun.of("conform", folder.toString());
        assertThat(run).isEqualTo(new CommandRun(0, "memblock: 1 passed, 0 failed\n", ""));
    }

    @Test
    void differencesFollowTheLineAndFailTheRun() throws IOException {
        write(
                "memblock/one.jsonl",
                SCRIPT + SCRIPT.replace("\"ret\":0", "\"ret\":-12").replace("r0", "r1"));
        CommandRun run = CommandRun.of("conform", folder.toString(), "--family", "memblock");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .isEqualTo("memblock: 1 passed, 1 failed\n" + "  r1 small, step 0 add: ret: expected -12, got 0\n");
    }

    @Test
    void noMoreDifferencesThanWanted() throws IOException {
        write("memblock/one.jsonl", SCRIPT.replace("\"ret\":0", "\"ret\":1").repeat(5));
        CommandRun run = CommandRun.of("conform", folder.toString(), "--differences", "2");
        assertThat(run.out().lines()).hasSize(3).first().isEqualTo("memblock: 0 passed, 5 failed");
    }

    @Test
    void aListSaysWhatThereIsAndWhereAndReplaysNothing() throws IOException {
        write("memblock/one.jsonl", "this is not replayed");
        CommandRun run = CommandRun.of("conform", folder.toString(), "--list");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsPattern("memblock +calls of the memblock API.*\\(1 files\\)");
    }

    @Test
    void aDirectoryThatDoesNotExistIsNamed() {
        CommandRun run = CommandRun.of("conform", folder.resolve("absent").toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("mm conform: there is no directory '").hasLineCount(1);
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsNamed() throws IOException {
        write("file", "");
        CommandRun run = CommandRun.of("conform", folder.resolve("file").toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("file' is not a directory").hasLineCount(1);
    }

    @Test
    void anUnknownFamilyIsNamedWithThoseThatExist() {
        CommandRun run = CommandRun.of("conform", "bundled", "--family", "memblok");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("mm conform: unknown vector family 'memblok'; did you mean 'memblock'? known: ");
    }

    @Test
    void aFamilyWithoutAFolderIsNamedWithTheFoldersThatExist() throws IOException {
        write("other/file", "");
        CommandRun run = CommandRun.of("conform", folder.toString(), "--family", "memblock");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("there is no folder 'memblock' in").contains("which holds other");
        assertThat(CommandRun.of("conform", folder.toString()).err()).contains("there is no family's folder in");
    }

    @Test
    void theCommandLineItselfIsChecked() {
        assertThat(CommandRun.of("conform").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of().exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("conform", "bundled", "--famly", "x").err()).contains("'--famly'");
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(CommandRun.of("--version").out()).matches("mm \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
