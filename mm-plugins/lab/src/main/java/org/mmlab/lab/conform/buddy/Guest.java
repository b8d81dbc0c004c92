package org.mmlab.lab.conform.buddy;

import java.util.Arrays;
import org.mmlab.api.KernelVersion;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;

/**
 * The machine on which scripts were recorded.
 *
 * @param boostFactor {@code watermark_boost_factor}
 */
record Guest(String name, KernelVersion kernel, Architecture architecture, int boostFactor) {
    /** What a guest's kernel was built for. */
    enum Architecture {
        X86_64,
        I386_PAE,
        I386
    }

    static Guest read(JsonFields line) throws VectorFormatException {
        String version = line.text("kernel");
        line.text("cmd");
        Guest guest = new Guest(line.text("name"), release(version, line), architecture(version, line), (int)
                line.number("watermark_boost_factor"));
        line.done();
        return guest;
    }

    private static KernelVersion release(String version, JsonFields line) throws VectorFormatException {
        for (KernelVersion release : KernelVersion.values()) {
            if (version.startsWith("Linux version " + release.text() + ".")) {
                return release;
            }
        }
        throw line.error(
                "no rules are known for '" + version + "'; known releases: " + Arrays.toString(KernelVersion.values()));
    }

    private static Architecture architecture(String version, JsonFields line) throws VectorFormatException {
        String release = version.split(" ")[2];
        if (release.endsWith("-amd64")) {
            return Architecture.X86_64;
        }
        if (release.endsWith("-686-pae")) {
            return Architecture.I386_PAE;
        }
        if (release.endsWith("-686")) {
            return Architecture.I386;
        }
        throw line.error("the kernel '" + release + "' ends with none of -amd64, -686-pae, -686");
    }
}
