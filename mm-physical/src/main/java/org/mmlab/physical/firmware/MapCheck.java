package org.mmlab.physical.firmware;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.Addresses;

/** Says everything that is wrong with the ranges of a map, each in one line. */
final class MapCheck {
    /** Where firmware begins and ends usable memory: at multiples of a paragraph at the least. */
    private static final long PARAGRAPH_MASK = 15;

    /** How much is asked of a map. */
    enum Strictness {
        /** Usable memory must begin and end as firmware makes it. */
        FIRMWARE,
        /** The command line has been at it and may have cut it anywhere. */
        CUT_BY_USER
    }

    private MapCheck() {}

    static FirmwareMap check(List<MapLine> lines, String origin, Strictness strictness) throws FirmwareMapException {
        if (lines.isEmpty()) {
            throw new FirmwareMapException(origin + ": the map is empty; it needs at least one range of usable memory");
        }
        List<String> errors = new ArrayList<>();
        List<MapLine> sound = new ArrayList<>();
        for (MapLine line : lines) {
            int before = errors.size();
            checkBounds(line, strictness, errors);
            if (errors.size() == before) {
                checkOrder(line, sound, errors);
                sound.add(line);
            }
        }
        if (errors.isEmpty() && lines.stream().noneMatch(MapCheck::hasUsablePage)) {
            errors.add(
                    origin
                            + ": no usable RAM: no range is 'usable' and holds a whole page above the first, which the BIOS keeps");
        }
        if (!errors.isEmpty()) {
            throw new FirmwareMapException(errors);
        }
        return new FirmwareMap(lines.stream().map(MapCheck::entry).toList());
    }

    private static void checkBounds(MapLine line, Strictness strictness, List<String> errors) {
        if (Long.compareUnsigned(line.last(), line.start()) < 0) {
            errors.add(line.place() + ": range " + line.range()
                    + " ends before it starts; the second address is its last byte");
        } else if (line.last() == -1L) {
            errors.add(line.place() + ": range " + line.range()
                    + " wraps: it reaches the top of the 64-bit address space; end it below 0xffffffffffffffff");
        } else if (strictness == Strictness.FIRMWARE
                && line.isUsable()
                && ((line.start() & PARAGRAPH_MASK) != 0 || ((line.last() + 1) & PARAGRAPH_MASK) != 0)) {
            errors.add(line.place() + ": usable range " + line.range()
                    + " is unaligned: it must start at a multiple of 16 and its"
                    + " last byte must be one below a multiple of 16, such as 0x0-0x9fbff");
        }
    }

    private static void checkOrder(MapLine line, List<MapLine> before, List<String> errors) {
        for (MapLine other : before) {
            if (line.overlaps(other)) {
                errors.add(line.place() + ": range " + line.range() + " overlaps range " + other.range() + " of "
                        + other.place() + "; let it start where that one ends");
                return;
            }
        }
        if (!before.isEmpty()
                && Long.compareUnsigned(
                                line.start(), before.get(before.size() - 1).start())
                        < 0) {
            errors.add(line.place() + ": range " + line.range() + " is unsorted: it lies below range "
                    + before.get(before.size() - 1).range() + " of the line before; sort the map by address");
        }
    }

    private static boolean hasUsablePage(MapLine line) {
        long firstPage = Math.max(1, Addresses.pagesFor(line.start()));
        return line.isUsable() && Long.compareUnsigned(firstPage, (line.last() + 1) >>> Addresses.PAGE_SHIFT) < 0;
    }

    private static E820Entry entry(MapLine line) {
        return new E820Entry(Addresses.phys(line.start()), line.last() - line.start() + 1, line.type());
    }
}
