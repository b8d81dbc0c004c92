package org.mmlab.physical.firmware;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of {@code /proc/iomem}, read as a firmware map. */
final class IomemMap {
    private static final Pattern LINE = Pattern.compile("( *)([0-9a-f]{1,16})-([0-9a-f]{1,16}) : (.*?)\\s*");

    private IomemMap() {}

    static boolean isMapLine(String line) {
        return LINE.matcher(line).matches();
    }

    static FirmwareMap parse(List<String> lines, String origin) throws FirmwareMapException {
        List<MapLine> map = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        int hidden = 0;
        for (int i = 0; i < lines.size(); i++) {
            String place = origin + ":" + (i + 1);
            Matcher line = LINE.matcher(lines.get(i));
            if (!line.matches()) {
                if (!lines.get(i).isBlank()) {
                    errors.add(place + ": cannot read '" + lines.get(i)
                            + "'; a line of /proc/iomem is 'START-LAST : NAME'");
                }
                continue;
            }
            long start = Long.parseUnsignedLong(String.valueOf(line.group(2)), 16);
            long last = Long.parseUnsignedLong(String.valueOf(line.group(3)), 16);
            hidden += last == 0 ? 1 : 0;
            Integer type = E820Type.fromIomem(String.valueOf(line.group(4)));
            if (type != null && String.valueOf(line.group(1)).isEmpty()) {
                map.add(new MapLine(place, start, last, type));
            }
        }
        if (hidden > 0) {
            throw new FirmwareMapException(
                    origin + ": the addresses are hidden: they are all 0. Only root is shown them;"
                            + " read /proc/iomem as root");
        }
        if (!errors.isEmpty()) {
            throw new FirmwareMapException(errors);
        }
        return MapCheck.check(map, origin, MapCheck.Strictness.CUT_BY_USER);
    }
}
