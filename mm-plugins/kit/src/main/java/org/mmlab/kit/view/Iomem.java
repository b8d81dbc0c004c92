package org.mmlab.kit.view;

import java.util.Locale;
import org.mmlab.api.address.Addresses;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.firmware.E820Entry;
import org.mmlab.physical.firmware.E820Type;

/** {@code /proc/iomem}: the ranges of the firmware's map; a machine has no devices to show (Linux: {@code r_show}). */
final class Iomem {
    private Iomem() {}

    static String of(Machine machine) {
        StringBuilder text = new StringBuilder();
        for (E820Entry entry : machine.firmwareMap()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%08x-%08x : %s\n",
                    Addresses.rawPhys(entry.start()),
                    Addresses.rawPhys(entry.end()) - 1,
                    E820Type.iomemName(entry.type())));
        }
        return text.toString();
    }
}
