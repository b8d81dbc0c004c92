package org.mmlab.kit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.spec.MachineSpec;

/** A computer's files become the same machine: here those of a recorded boot of four nodes, one without memory, one without CPU. */
class HostTest {
    @TempDir
    private Path root;

    @BeforeEach
    void unpack() throws IOException {
        String text;
        try (InputStream packed = HostTest.class.getResourceAsStream("numa4-memless-cpuless.txt.gz");
                InputStream plain = new GZIPInputStream(packed)) {
            text = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String part : text.split("@@FILE ")) {
            if (!part.isBlank()) {
                int end = part.indexOf('\n');
                write(part.substring(0, end), part.substring(end + 1).replaceAll("\n\n$", "\n"));
            }
        }
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Machine build(Host host) throws IOException {
        Path map = Files.writeString(root.resolve("map"), host.memoryMap());
        Map<String, String> keys = host.keys();
        keys.put("memmap", map.toString());
        return MachineFactory.create(MachineSpec.of(keys));
    }

    @Test
    void nodesCpusDistancesAndSettingsAreRead() {
        assertThat(new Host(root).keys())
                .containsEntry("nodes", "4")
                .containsEntry("cpus", "3")
                .containsEntry("cpu-nodes", "0,1,2")
                .containsEntry("min-free-kbytes", "90112")
                .containsEntry("watermark-scale-factor", "10")
                .containsKey("node-ram");
        assertThat(new Host(root).keys().get("distances").split("/")).hasSize(4).contains("31,21,10,21");
    }

    @Test
    void zonesReachAndHoldWhatTheComputersDo() throws IOException {
        Host host = new Host(root);
        ZoneComparison comparison = host.compare(build(host));
        assertThat(comparison.differences())
                .allSatisfy(difference -> assertThat(difference.figure()).isIn("managed", "min", "low", "high"));
        assertThat(comparison.equal()).isGreaterThanOrEqualTo(12);
        assertThat(host.origin()).endsWith("proc/iomem");
    }

    @Test
    void withoutRightsTheMapIsDerivedFromZones() throws IOException {
        String iomem = Files.readString(root.resolve("proc/iomem"));
        write("proc/iomem", iomem.replaceAll("(?m)^( *)[0-9a-f]+-[0-9a-f]+", "$100000000-00000000"));
        Host host = new Host(root);
        assertThat(host.origin()).contains("hides its addresses", "derived from", "zoneinfo");
        ZoneComparison comparison = host.compare(build(host));
        assertThat(comparison.differences())
                .allSatisfy(difference -> assertThat(difference.figure()).isIn("managed", "min", "low", "high"));
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Files.delete(root.resolve("proc/zoneinfo"));
        assertThatThrownBy(() -> new Host(root))
                .isInstanceOf(HostException.class)
                .hasMessageContaining("proc/zoneinfo")
                .hasMessageContaining("--host-root");
        write("proc/zoneinfo", "nothing\n");
        assertThatThrownBy(() -> new Host(root)).hasMessageContaining("there is no zone in it");
    }

    @Test
    void aListOfCpusThatIsNoneIsRefused() throws IOException {
        write("sys/devices/system/node/node1/cpulist", "1;2\n");
        assertThatThrownBy(() -> new Host(root).keys()).hasMessageContaining("cannot read '1;2' as a list of CPUs");
    }
}
