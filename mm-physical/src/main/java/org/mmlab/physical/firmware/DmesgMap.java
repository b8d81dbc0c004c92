package org.mmlab.physical.firmware;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The maps that a kernel's log shows: the firmware's, and the user's if the command line changed it. */
public final class DmesgMap {
    private static final Pattern MAP_LINE = Pattern.compile("(?:^|\\s)(BIOS-[0-9a-zA-Z]+|user): \\[mem(.*)$");
    private static final Pattern RANGE = Pattern.compile(" 0x([0-9a-fA-F]{1,16})-0x([0-9a-fA-F]{1,16})\\] (.*?)\\s*");

    private final @Nullable FirmwareMap firmware;
    private final @Nullable FirmwareMap user;

    private DmesgMap(@Nullable FirmwareMap firmware, @Nullable FirmwareMap user) {
        this.firmware = firmware;
        this.user = user;
    }

    static boolean isMapLine(String line) {
        return MAP_LINE.matcher(line).find();
    }

    /**
     * Reads the lines of a log.
     *
     * @throws FirmwareMapException if it shows no map, or one that is wrong
     */
    public static DmesgMap parse(List<String> lines, String origin) throws FirmwareMapException {
        List<MapLine> firmware = new ArrayList<>();
        List<MapLine> user = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = MAP_LINE.matcher(lines.get(i));
            if (line.find()) {
                List<MapLine> map = "user".equals(line.group(1)) ? user : firmware;
                parseRange(origin + ":" + (i + 1), String.valueOf(line.group(2)), map, errors);
            }
        }
        if (!errors.isEmpty()) {
            throw new FirmwareMapException(errors);
        }
        if (firmware.isEmpty() && user.isEmpty()) {
            throw new FirmwareMapException(origin + ": the map is empty; a kernel's log has lines such as"
                    + " 'BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable'");
        }
        return new DmesgMap(
                firmware.isEmpty() ? null : MapCheck.check(firmware, origin, MapCheck.Strictness.FIRMWARE),
                user.isEmpty() ? null : MapCheck.check(user, origin, MapCheck.Strictness.CUT_BY_USER));
    }

    /** What the firmware said. */
    public Optional<FirmwareMap> firmware() {
        return Optional.ofNullable(firmware);
    }

    /** What {@code mem=} and {@code memmap=} made of it. */
    public Optional<FirmwareMap> user() {
        return Optional.ofNullable(user);
    }

    /** The map that the machine ran with: the user's, else the firmware's. */
    public FirmwareMap effective() {
        FirmwareMap map = user == null ? firmware : user;
        if (map == null) {
            throw new IllegalStateException("parsing made sure that there is a map");
        }
        return map;
    }

    private static void parseRange(String place, String text, List<MapLine> map, List<String> errors) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            errors.add(place + ": cannot read '[mem" + text + "'; expected '[mem 0xSTART-0xLAST] TYPE'");
            return;
        }
        String name = String.valueOf(range.group(3));
        Integer type = E820Type.fromDmesg(name);
        if (type == null) {
            errors.add(place + ": unknown type '" + name + "'; known: " + ListMap.KNOWN_TYPES);
            return;
        }
        map.add(new MapLine(place, hex(range.group(1)), hex(range.group(2)), type));
    }

    private static long hex(@Nullable String digits) {
        return Long.parseUnsignedLong(String.valueOf(digits), 16);
    }
}
