package org.mmlab.lab.conform.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.lab.conform.ConformReport;
import org.mmlab.lab.conform.VectorLibrary;
import org.mmlab.lab.conform.VectorSource;

/** Every recorded boot comes out equal, with all that was done to its memory afterwards, and a record that says anything else does not. */
class BootFamilyTest {
    private static final int ALL_DIFFERENCES = 10_000;

    private static VectorSource bundled() throws IOException {
        return VectorLibrary.named(VectorLibrary.BUNDLED).folder("boot");
    }

    @Test
    void everyBootIsEqual() throws IOException {
        ConformReport report = new ConformReport(ALL_DIFFERENCES);
        new BootFamily().replay(bundled(), report);
        assertThat(report.differences()).isEmpty();
        long boots = bundled().files().stream()
                .filter(file -> file.endsWith(".json.gz"))
                .count();
        assertThat(report.tally().passed()).isEqualTo(boots);
        assertThat(report.tally().failed()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uma-1g|[176, 220,|[177, 220,|watermarks",
                "uma-1g|\"totalreserve\": 17845|\"totalreserve\": 17846|totalreserve",
                "uma-1g|[0, 952, 952,|[0, 953, 952,|lowmem_reserve",
                "uma-1g|[0, 944, 944,|[0, 945, 944,|lowmem_reserve",
                "uma-1g|\"pcp_high_min\": 13858|\"pcp_high_min\": 13859|pcp limits",
                "uma-1g|\"pcp_high_max\": 30219|\"pcp_high_max\": 30218|pcp limits",
                "uma-1g|\"min_free_kbytes\": \"45056\"|\"min_free_kbytes\": \"45057\"|min_free_kbytes",
                "uma-1g|[7, \"online\", \"DMA32\"]|[7, \"offline\", \"DMA32\"]|memory blocks",
                "uma-1g|\"stat_threshold\": 8|\"stat_threshold\": 7|counter thresholds",
                "uma-4g-numafake1g|[0, \"DMA\"], [1, \"DMA32\"]|[1, \"DMA32\"], [0, \"DMA\"]|zonelists",
                "numa4-kernelcore25p|[3, 4831838208]|[3, 4831838209]|movable start",
                "sysctl-uma-1g|\"tag\": \"min_free_kbytes=512\"|\"tag\": \"min_free_kbytes=513\"|min_free_kbytes",
                "hotplug-1g-slots4|\"tag\": \"online_kernel2\"|\"tag\": \"online_movable2\"|zones",
                "hotplug-1g-slots4|\"offline\", \"Normal Movable\"|\"offline\", \"Movable Normal\"|memory blocks",
                "hotplug-numa3-memless2|\"tag\": \"added_node2\"|\"tag\": \"added_node1\"|node masks",
                "hotplug-dimm-movable_node|movable_node memhp_default|memhp_default|zones",
                "hotplug-memmap-on-memory|memmap_on_memory=1|memmap_on_memory=0|managed",
                "i686-640m-highmem200m|highmem=200M|highmem=199M|zones",
                "pae-1500m-highmem64m|highmem=64M|highmem=65M|zones",
                "numa2-fake2u|\"has_cpu\": \"0-2\"|\"has_cpu\": \"0-3\"|node masks",
                "numa2-fake2u|\"cpulist\": \"1\"|\"cpulist\": \"0-1\"|pcp limits",
                "hotplug-dimm-beyond-mem|mem=700M|mem=9000M|memory blocks",
                "hotplug-numa3-auto-movable|auto_movable_ratio=150|auto_movable_ratio=350|zones",
                "hotplug-1g-mixed-zones|[32, \"offline\", \"Normal Movable\"]|[32, \"offline\", \"Movable Normal\"]|memory blocks",
                "sysctl-uma-1g|\"tag\": \"watermark_scale_factor=50\"|\"tag\": \"watermark_scale_factor=51\"|watermarks",
            })
    void aChangedRecordFailsItsGroup(String boot, String part, String replacement, String group) throws IOException {
        ConformReport report = new ConformReport(1);
        new BootFamily().replay(changed(boot, part, replacement), report);
        assertThat(report.tally().failed()).isEqualTo(1);
        assertThat(report.groups().get(group).failed()).isEqualTo(1);
    }

    @Test
    void anUnknownReleaseIsAnErrorThatSaysSo() throws IOException {
        assertThatThrownBy(() -> new BootFamily()
                        .replay(changed("uma-1g", "Linux version 6.12.", "Linux version 2.4."), new ConformReport(1)))
                .hasMessageContaining("no rules are known for 'Linux version 2.4.");
    }

    /** One bundled boot with a part of its text replaced; the part must be there. */
    private static VectorSource changed(String boot, String part, String replacement) throws IOException {
        VectorSource whole = bundled();
        String text;
        try (InputStream content = whole.open(boot + ".json.gz")) {
            text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
        String compact = part.replace(": ", ":").replace(", ", ",");
        boolean spaced = text.contains(part);
        assertThat(spaced || text.contains(compact)).as("%s in %s", part, boot).isTrue();
        String other = spaced
                ? text.replace(part, replacement)
                : text.replace(compact, replacement.replace(": ", ":").replace(", ", ","));
        return new VectorSource() {
            @Override
            public String location() {
                return "test";
            }

            @Override
            public List<String> files() {
                return List.of(boot + ".json.gz");
            }

            @Override
            public InputStream open(String file) throws IOException {
                return file.endsWith(".json.gz")
                        ? new ByteArrayInputStream(other.getBytes(StandardCharsets.UTF_8))
                        : whole.open(file);
            }
        };
    }
}
