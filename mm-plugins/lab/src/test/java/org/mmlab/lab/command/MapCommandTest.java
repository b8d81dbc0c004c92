package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmlab.lab.CommandRun;

/** {@code mm map} draws memory as text and as a picture. */
class MapCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theMapOfAMachineOf64MiB() throws IOException {
        try (InputStream golden = MapCommandTest.class.getResourceAsStream("map-64m.txt")) {
            CommandRun run = CommandRun.of("map", "--ram", "64M", "--style", "plain");
            assertThat(run.out()).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void noLineIsWiderThanAskedFor() {
        CommandRun run = CommandRun.of("map", "--ram", "3G", "--nodes", "2", "--width", "60", "--rows", "5");
        assertThat(run.out().lines().filter(line -> line.startsWith("0x")))
                .hasSizeBetween(2, 12)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    }

    @Test
    void blocksAreColoured() {
        CommandRun run = CommandRun.of("map", "bundled:ls", "--style", "blocks", "--rows", "4");
        assertThat(run.out()).contains("\u001b[38;5;214;", "█", "\u001b[0m");
        assertThat(run.out().lines().filter(line -> line.startsWith("0x")))
                .allSatisfy(line -> assertThat(line).contains("\u001b[0m"));
    }

    @Test
    void aProgramsPagesAreOnTheMap() {
        CommandRun run = CommandRun.of("map", "bundled:ls", "--ram", "1x", "--style", "plain");
        assertThat(run.out()).contains("FFF", "A", "KKK").doesNotContain("bug of mm");
    }

    @Test
    void aPictureGoesIntoAFile() throws IOException {
        Path svg = folder.resolve("memory.svg");
        CommandRun run = CommandRun.of("map", "--ram", "64M", "--svg", svg.toString());
        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(svg))
                .startsWith("<?xml")
                .endsWith("</svg>\n")
                .contains("<title>0x0000");
        CommandRun refused = CommandRun.of(
                "map", "--ram", "64M", "--svg", folder.resolve("no/x.svg").toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("no/x.svg").doesNotContain("Exception\n\tat");
    }

    @Test
    void tooNarrowIsAnError() {
        CommandRun run = CommandRun.of("map", "--width", "20");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("mm map: --width 20 is too small; give 40 or more");
    }

    @Test
    void aLargeMachineIsDrawnBeforeMostOfItsFramesAreInitialised() {
        String late = CommandRun.of("map", "--ram", "3G", "--kernelcore", "1G").out();
        String usual = CommandRun.of("map", "--ram", "3G", "--kernelcore", "1G", "--deferred-init", "on")
                .out();
        assertThat(late).isEqualTo(usual);
        assertThat(CommandRun.of("map", "--ram", "1T").out())
                .contains("Node 0: 1008.0 GiB managed, 1 CPU\n")
                .contains("rRRRRRRRRRRRRRRR sections 7680-8191\n");
    }
}
