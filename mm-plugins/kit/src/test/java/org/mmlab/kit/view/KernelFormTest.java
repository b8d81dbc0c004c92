package org.mmlab.kit.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.spec.MachineSpec;

/** The files of a machine have, line by line, the form of those of a real Linux 6.12 of the same size (boot uma-1g). */
class KernelFormTest {
    private final Machine machine = MachineFactory.create(MachineSpec.of(Map.of("ram", "1G", "contents", "none")));
    private final Map<String, List<String>> recorded = recorded();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zoneinfo",
                "buddyinfo",
                "pagetypeinfo",
                "node0/meminfo",
                "node0/numastat",
                "node0/distance",
                "node0/cpulist",
                "node0/vmstat"
            })
    void everyLineHasTheKernelsForm(String name) {
        SystemFile file = SystemFile.named(name, 1).get(0);
        assertThat(forms(file.of(machine).lines().toList())).isEqualTo(forms(recorded.get(file.path())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"meminfo", "vmstat"})
    void whatIsShownIsPartOfTheKernelsFileInItsOrder(String name) {
        List<String> shown =
                forms(SystemFile.named(name, 1).get(0).of(machine).lines().toList());
        shown.removeIf(line -> line.contains("nr_tlb_")); // the kernel shows them if built with CONFIG_DEBUG_TLBFLUSH
        assertThat(forms(recorded.get("/proc/" + name))).containsSubsequence(shown);
    }

    @Test
    void theColumnsOfNumbersEndWhereTheKernelsDo() {
        for (String name : List.of("meminfo", "node0/meminfo")) {
            SystemFile file = SystemFile.named(name, 1).get(0);
            assertThat(file.of(machine).lines().filter(line -> line.endsWith("kB")))
                    .allSatisfy(line -> assertThat(recorded.get(file.path()))
                            .anySatisfy(kernel -> assertThat(kernel).hasSameSizeAs(line)));
        }
    }

    private static List<String> forms(List<String> lines) {
        List<String> forms = new ArrayList<>();
        for (String line : lines) {
            forms.add(line.replaceAll("(?<![A-Za-z_0-9]) *\\d+", "#"));
        }
        return forms;
    }

    private static Map<String, List<String>> recorded() {
        Map<String, List<String>> files = new LinkedHashMap<>();
        List<String> lines = List.of();
        for (String line : text().split("\n")) {
            if (line.startsWith("@@FILE ")) {
                lines = new ArrayList<>();
                files.put(line.substring("@@FILE ".length()), lines);
            } else {
                lines.add(line);
            }
        }
        files.get("/proc/pagetypeinfo").add(2, "");
        files.get("/proc/pagetypeinfo").add(14, "");
        return files;
    }

    private static String text() {
        try (InputStream packed = KernelFormTest.class.getResourceAsStream("uma-1g.txt.gz");
                InputStream plain = new GZIPInputStream(packed)) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the recorded files cannot be read", e);
        }
    }
}
