package org.mmlab.lab.conform.boot;

import java.io.IOException;
import java.util.List;
import org.mmlab.lab.conform.ConformReport;
import org.mmlab.lab.conform.VectorFamily;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.lab.conform.VectorSource;
import org.mmlab.physical.firmware.FirmwareMapException;

/** The family {@code boot}: one case for each recorded boot; groups of quantities are counted apart, one case for each boot too. */
public final class BootFamily implements VectorFamily {
    @Override
    public String name() {
        return "boot";
    }

    @Override
    public String description() {
        return "recorded boots: memory regions, zones, watermarks, reserves, per-CPU limits, zonelists, settings written";
    }

    @Override
    public void replay(VectorSource source, ConformReport report) throws IOException {
        List<String> files = source.files().stream()
                .filter(file -> !file.contains("/") && file.matches(".*\\.json(\\.gz)?"))
                .toList();
        if (files.isEmpty()) {
            throw new VectorFormatException(
                    "there is no *.json.gz in " + source.location() + "; it holds: " + source.files());
        }
        for (String file : files) {
            BootRecord record = BootRecord.read(source, file);
            try (Quantities quantities = new Quantities(report, record.name())) {
                replay(record, quantities);
            }
        }
    }

    private static void replay(BootRecord record, Quantities quantities) {
        try {
            new BootReplay(record, quantities).run();
        } catch (VectorFormatException e) {
            quantities.boot().broken(e);
        } catch (FirmwareMapException
                | IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException e) {
            quantities.boot().differ("outcome", "a boot", e.toString());
        }
    }
}
