package org.mmlab.kit.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.zone.Watermark;
import org.mmlab.physical.zone.Zone;

/** What a tool reads out of zoneinfo is what the machine has. */
class ZoneinfoTest {
    private static final Pattern ZONE = Pattern.compile("Node (\\d+), zone +(\\w+)");
    private static final Pattern FIELD =
            Pattern.compile(" +(pages free|boost|min|low|high|promo|spanned|present|managed) +(\\d+)");

    @ParameterizedTest
    @CsvSource({"64M,1,6.12", "256M,3,6.12", "5G,2,6.1"})
    void everyZoneReadsBack(String ram, int nodes, String kernel) {
        Machine machine = MachineFactory.create(
                MachineSpec.of(Map.of("ram", ram, "nodes", "" + nodes, "kernel", kernel, "contents", "none")));
        List<String> expected = new ArrayList<>();
        for (Zone zone : machine.memory().nodes().zones()) {
            expected.add(zone.node() + " " + zone.type().kernelName());
            expected.add("pages free " + zone.free().global());
            expected.add("boost " + zone.boost());
            for (Watermark mark : Watermark.values()) {
                if (mark != Watermark.PROMO || kernel.equals("6.12")) {
                    expected.add(mark.name().toLowerCase(java.util.Locale.ROOT) + " " + zone.watermark(mark.ordinal()));
                }
            }
            expected.add("spanned " + zone.spanned());
            expected.add("present " + zone.present());
            expected.add("managed " + zone.managedFrames());
        }
        assertThat(parse(ProcFile.ZONEINFO.of(machine))).isEqualTo(expected);
    }

    private static List<String> parse(String text) {
        List<String> found = new ArrayList<>();
        for (String line : text.split("\n")) {
            Matcher zone = ZONE.matcher(line);
            Matcher field = FIELD.matcher(line);
            if (zone.matches()) {
                found.add(zone.group(1) + " " + zone.group(2));
            } else if (field.matches()) {
                found.add(field.group(1) + " " + field.group(2));
            }
        }
        return found;
    }
}
