package org.mmlab.physical.firmware;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.Addresses;

/**
 * A sound map of physical memory: ascending, disjoint ranges with at least one usable page. Immutable; made by
 * {@link FirmwareMapReader}, or from ranges with {@link #of}.
 */
public final class FirmwareMap {
    private final List<E820Entry> entries;

    FirmwareMap(List<E820Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * A map of these ranges.
     *
     * @param origin what the ranges are from, for messages
     * @throws FirmwareMapException naming everything that is wrong with them
     */
    public static FirmwareMap of(List<E820Entry> ranges, String origin) throws FirmwareMapException {
        List<MapLine> lines = new ArrayList<>();
        for (E820Entry range : ranges) {
            long start = Addresses.rawPhys(range.start());
            lines.add(new MapLine(
                    origin + ", range " + (lines.size() + 1), start, start + range.bytes() - 1, range.type()));
        }
        return MapCheck.check(lines, origin, MapCheck.Strictness.FIRMWARE);
    }

    /** The ranges in ascending order. */
    public List<E820Entry> entries() {
        return entries;
    }

    /** Bytes of usable memory, before anything is rounded to pages. */
    public long usableBytes() {
        return entries.stream()
                .filter(E820Entry::isUsable)
                .mapToLong(E820Entry::bytes)
                .sum();
    }

    /** The map as the kernel logs it; {@code who} is {@code BIOS-e820}, {@code user}, … (Linux: {@code e820__print_table}). */
    public List<String> dmesg(String who) {
        return entries.stream().map(entry -> who + ": " + entry).toList();
    }
}
