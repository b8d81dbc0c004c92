package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.lab.CommandRun;

/** Memory that cannot be: each kind has an error of its own, with place, cause and cure, and the exit code says so. */
class BadMemoryTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1M+8M usable; 4M+8M usable|:2: range 0x400000-0xbfffff overlaps range 0x100000-0x8fffff of |let it start where that one ends",
                "16M+8M usable; 1M+8M usable|:2: range 0x100000-0x8fffff is unsorted|sort the map by address",
                "''|: the map is empty|needs at least one range of usable memory",
                "1M+8M usable; 0xffffffffffff0000+1M usable|:2: |",
                "0x1000-0x8fff usable|: the map's memory is too small to boot: 8 usable frames|give usable memory in the map: 100K or more",
                "0+4P usable|: 1099511627679 usable frames, the last at 0xffffffffff000|leave the rest of the map out",
                "64P+8M usable|: 2048 usable frames, the last at |are modelled",
                "1M+8M reserved|: no usable RAM|",
                "1M 8M|:1: cannot read '1M 8M'|expected 'START-LAST TYPE'",
            })
    void aBadMapIsRefusedAtItsLine(String map, String problem, String cure) throws IOException {
        Path file = folder.resolve("map.txt");
        Files.writeString(file, map.replace("; ", "\n"));
        CommandRun run = CommandRun.of("boot", "--memmap", file.toString(), "--show", "iomem");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("mm boot: " + file + problem)
                .contains(cure == null ? "" : cure)
                .doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--kernelcore|1G|kernelcore: '1G' of 65532K of memory|leaves nothing for ZONE_MOVABLE",
                "--kernelcore|100%|kernelcore: '100%' of 65532K of memory|leaves nothing for ZONE_MOVABLE",
                "--movablecore|1G|movablecore: '1G' of 65532K of memory|leaves nothing for the kernel",
                "--movablecore|100%|movablecore: '100%' of 65532K of memory|leaves nothing for the kernel",
                "--distances|10,20/20,10|distances: '10,20/20,10' has 2 rows, but nodes is 1|a node lacks its row",
                "--ram|64K|RAM 64K is too small to boot|give --ram 100K or more",
            })
    void aSplitOrATopologyThatLeavesNothingIsRefused(String option, String value, String problem, String cure) {
        CommandRun run = option.equals("--ram")
                ? CommandRun.of("boot", option, value)
                : CommandRun.of("boot", "--ram", "64M", option, value);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(problem, cure).doesNotContain("\tat ");
    }

    @Test
    void aMapThatDoesNotExistIsNamed() {
        CommandRun run =
                CommandRun.of("boot", "--memmap", folder.resolve("none").toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("there is no memory map '" + folder.resolve("none"));
    }
}
