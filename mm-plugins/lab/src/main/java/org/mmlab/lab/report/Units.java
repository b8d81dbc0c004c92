package org.mmlab.lab.report;

import java.util.Locale;
import org.mmlab.api.address.Addresses;
import org.mmlab.physical.node.Node;

/** Sizes in words. */
public final class Units {
    private static final String[] NAMES = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final int STEP = 1024;

    private Units() {}

    /** Bytes in the greatest unit that leaves a number from 1 on, with one decimal where it is no whole number. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= STEP && unit < NAMES.length - 1) {
            value /= STEP;
            unit++;
        }
        String number =
                value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
        return number + " " + NAMES[unit];
    }

    /** The bytes of frames. */
    public static String frames(long frames) {
        return bytes(frames << Addresses.PAGE_SHIFT);
    }

    /** A frame's address. */
    public static String address(long pfn) {
        return String.format(Locale.ROOT, "0x%011x", pfn << Addresses.PAGE_SHIFT);
    }

    /** A node with its memory and CPUs, as a heading; {@code waiting} of its frames are not initialised yet. */
    public static String node(Node node, long waiting) {
        return String.format(
                Locale.ROOT,
                "Node %d: %s, %d CPU%s",
                node.id(),
                node.hasMemory() ? frames(node.managed() + waiting) + " managed" : "no memory",
                node.cpus(),
                node.cpus() == 1 ? "" : "s");
    }
}
