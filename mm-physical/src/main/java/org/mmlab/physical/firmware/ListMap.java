package org.mmlab.physical.firmware;

import java.util.ArrayList;
import java.util.List;

/** A map in one's own words: {@code START-LAST TYPE} or {@code START+SIZE TYPE} a line. */
final class ListMap {
    /** The types by the names of the kernel's log. */
    static final String KNOWN_TYPES =
            "usable, reserved, soft reserved, ACPI data, ACPI NVS, unusable, persistent (type 7), persistent (type 12), type N";

    private static final String FORM = "expected 'START-LAST TYPE' or 'START+SIZE TYPE', such as '1M+1023M usable'";

    private ListMap() {}

    static FirmwareMap parse(List<String> lines, String origin) throws FirmwareMapException {
        List<MapLine> map = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").trim();
            if (!line.isEmpty()) {
                parseLine(origin + ":" + (i + 1), line, map, errors);
            }
        }
        if (!errors.isEmpty()) {
            throw new FirmwareMapException(errors);
        }
        return MapCheck.check(map, origin, MapCheck.Strictness.FIRMWARE);
    }

    private static void parseLine(String place, String line, List<MapLine> map, List<String> errors) {
        MemorySize start = MemorySize.parse(line);
        String rest = line.substring(start.length());
        MemorySize second = MemorySize.parse(rest.isEmpty() ? "" : rest.substring(1));
        boolean sized = rest.startsWith("+");
        String name = rest.isEmpty() ? "" : rest.substring(1 + second.length());
        if (start.length() == 0 || second.length() == 0 || !(sized || rest.startsWith("-")) || !name.startsWith(" ")) {
            errors.add(place + ": cannot read '" + line + "'; " + FORM);
            return;
        }
        Integer type = E820Type.fromDmesg(name.trim());
        if (type == null) {
            errors.add(place + ": unknown type '" + name.trim() + "'; known: " + KNOWN_TYPES);
            return;
        }
        long last = sized ? start.value() + second.value() - 1 : second.value();
        if (sized && second.value() == 0) {
            errors.add(place + ": range at " + String.format("0x%x", start.value()) + " has no bytes; leave it out");
        } else if (sized && Long.compareUnsigned(last, start.value()) < 0) {
            errors.add(place + ": range of " + String.format("0x%x bytes at 0x%x", second.value(), start.value())
                    + " wraps: it passes the top of the 64-bit address space");
        } else {
            map.add(new MapLine(place, start.value(), last, type));
        }
    }
}
