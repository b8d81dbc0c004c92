package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmlab.lab.CommandRun;

/** {@code mm models} compares the memory models on one memory. */
class ModelsCommandTest {
    private static final int SECTION_STRUCTS = 2 << 20;

    @TempDir
    private Path folder;

    private List<String> rows(String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.exitCode()).isZero();
        return run.out().lines().skip(1).toList();
    }

    @Test
    void holesArePaidForByFlatAndDiscontigAlone() throws IOException {
        String map = Files.writeString(folder.resolve("map.txt"), "1M+127M usable\n1G+128M usable\n64G+128M usable\n")
                .toString();
        List<String> rows = rows("models", "--memmap", map, "--format", "csv");
        long ram = (127L + 128 + 128) << 20;
        long span = (64L << 30) + (128 << 20);
        assertThat(rows.get(0))
                .startsWith("flat,yes," + ram + ",")
                .contains("," + span / 64 + "," + (span - ram) / 64 + ",");
        assertThat(rows.get(1)).startsWith("discontig,yes," + ram + ",").contains("," + span / 64 + ",");
        String sections = "," + 3 * SECTION_STRUCTS + "," + (1 << 20) / 64 + ",";
        assertThat(rows.get(2)).startsWith("sparse,yes,").contains(sections);
        assertThat(rows.get(3)).startsWith("sparse-vmemmap,yes,").contains(sections);
        assertThat(rows.get(3).split(",")[7])
                .as("a PMD page for each 64 GiB, one PUD page")
                .isEqualTo("" + 3 * 4096);
    }

    @Test
    void nodesGiveTheirOwnMetadata() {
        List<String> rows = rows("models", "--ram", "2T", "--nodes", "2", "--format", "csv");
        assertThat(rows.get(0)).startsWith("flat,no,");
        assertThat(rows.get(1)).contains("node 0: ", "node 1: ");
    }

    @Test
    void theTextSaysWhatAModelCanDo() {
        CommandRun run = CommandRun.of("models", "--ram", "1G");
        assertThat(run.out())
                .startsWith("RAM: 1024.0 MiB\n\nmodel           usable  metadata  of RAM")
                .contains("vmemmap + pfn", "memmap_on_memory", "  flat            node 0: 16.1 MiB\n");
        assertThat(CommandRun.of("models", "--memmap", "absent").err()).startsWith("mm models: there is no memory map");
    }
}
