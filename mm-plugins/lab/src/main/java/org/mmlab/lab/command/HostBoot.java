package org.mmlab.lab.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.mmlab.kit.host.Host;
import org.mmlab.kit.host.ZoneComparison;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.lab.report.Format;
import org.mmlab.lab.report.Table;
import picocli.CommandLine.ParseResult;

/** Boots the same machine as a computer, and says in what it differs. */
final class HostBoot {
    private final Host host;
    private final Machine machine;

    /** Reads the computer under {@code root} and boots; options that are given win over what is read. */
    HostBoot(Path root, Map<String, String> given, ParseResult parsed) {
        host = new Host(root);
        Map<String, String> keys = new LinkedHashMap<>(host.keys());
        try {
            Path map = Files.createTempFile("mm-host-", ".map");
            try {
                Files.writeString(map, host.memoryMap());
                keys.put("memmap", map.toString());
                keys.putAll(given);
                machine = MachineFactory.create(SpecOptions.read(keys, parsed));
            } finally {
                Files.deleteIfExists(map);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Machine machine() {
        return machine;
    }

    /** Where the map is from, and the figures of zones that differ. */
    String report() {
        ZoneComparison comparison = host.compare(machine);
        StringBuilder text =
                new StringBuilder("Memory map: ").append(host.origin()).append('\n');
        int all = comparison.equal() + comparison.differences().size();
        text.append(
                String.format(Locale.ROOT, "Zones: %d of %d figures equal this computer's\n", comparison.equal(), all));
        if (!comparison.differences().isEmpty()) {
            Table table = new Table("node", "zone", "figure", "this computer", "machine", "difference");
            for (ZoneComparison.Difference d : comparison.differences()) {
                table.row(d.node(), d.zone(), d.figure(), d.host(), d.machine(), d.machine() - d.host());
            }
            text.append(table.print(Format.TEXT));
            text.append("managed differs by what a kernel keeps for itself at boot; watermarks follow it\n");
        }
        return text.append('\n').toString();
    }
}
