package org.mmlab.kit.spec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.mmlab.api.KernelVersion;

/**
 * A whole machine, validated. Made by {@link SpecReader}; {@link #text} is its canonical form, which reads back to an equal spec.
 *
 * @param kernel whose rules
 * @param seed of everything random
 * @param hardware CPUs, memory, nodes
 * @param physical zones and page allocator
 * @param virtual address spaces
 * @param reclaim page cache, replacement, swap
 */
public record MachineSpec(
        KernelVersion kernel,
        long seed,
        HardwareSpec hardware,
        PhysicalSpec physical,
        VirtualSpec virtual,
        ReclaimSpec reclaim) {

    /** The default machine. */
    public static MachineSpec defaults() {
        return of(Map.of());
    }

    /**
     * The default machine with some keys changed, as on the command line.
     *
     * @throws SpecException with every error at once
     */
    public static MachineSpec of(Map<String, String> values) {
        return new SpecReader(PolicyCatalog.registry()).read(values, "spec");
    }

    /** Canonical text: every key, one a line, YAML. */
    public String text() {
        StringBuilder text = new StringBuilder();
        SpecWriter.values(this)
                .forEach((key, value) -> text.append(key.key())
                        .append(": ")
                        .append(SpecWriter.yaml(value))
                        .append('\n'));
        return text.toString();
    }

    /** The first 12 hexadecimal digits of the SHA-256 of {@link #text}. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
