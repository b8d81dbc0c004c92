package org.mmlab.kit.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mmlab.api.address.Addresses;
import org.mmlab.physical.firmware.E820Entry;
import org.mmlab.physical.firmware.FirmwareMapException;
import org.mmlab.physical.firmware.FirmwareMapReader;

/**
 * Where a computer's RAM is.
 *
 * @param ranges first and last frame + 1 of each range, ascending
 * @param text the map, as a list that {@code --memmap} reads
 * @param origin where it is from, in words
 */
record HostMap(List<Range> ranges, String text, String origin) {
    private static final String IOMEM = "proc/iomem";
    /** On a PC the 384 KiB below 1 MiB are not RAM, and often the page of BIOS data before them. */
    private static final long LEAST_PC_HOLE = 0x60;

    private static final long PC_HOLE_END = 0x100;

    /** A run of frames. */
    record Range(long start, long end) {}

    static HostMap read(HostFiles files, List<HostZone> zones) {
        Optional<String> iomem = files.optional(IOMEM);
        if (iomem.isPresent() && iomem.get().lines().anyMatch(line -> !line.contains("00000000-00000000"))) {
            return fromIomem(files, iomem.get());
        }
        String why = iomem.isPresent() ? "hides its addresses from users other than root" : "cannot be read";
        List<Range> ranges = fromZones(zones);
        return new HostMap(
                ranges,
                list(ranges),
                files.place(IOMEM) + " " + why + ": the map is derived from " + files.place("proc/zoneinfo")
                        + ", which tells zones but not where in them holes are");
    }

    private static HostMap fromIomem(HostFiles files, String text) {
        try {
            List<Range> ranges = new ArrayList<>();
            for (E820Entry entry :
                    FirmwareMapReader.read(text, files.place(IOMEM)).entries()) {
                long start = Addresses.pagesFor(Addresses.rawPhys(entry.start()));
                long end = Addresses.rawPfn(Addresses.pfnOf(entry.end()));
                if (entry.isUsable() && start < end) {
                    ranges.add(new Range(start, end));
                }
            }
            return new HostMap(ranges, list(ranges), files.place(IOMEM));
        } catch (FirmwareMapException e) {
            throw new HostException(String.join("\n", e.errors()));
        }
    }

    /** Puts the hole of a zone at its end, but for the one that every PC has below 1 MiB. */
    private static List<Range> fromZones(List<HostZone> zones) {
        List<Range> ranges = new ArrayList<>();
        for (HostZone zone : zones) {
            long start = zone.figure("start_pfn");
            long present = zone.figure("present");
            long hole = zone.figure("spanned") - present;
            long pcHole = PC_HOLE_END - Math.min(hole, LEAST_PC_HOLE + 1);
            if (zone.populated() && start < pcHole && hole >= LEAST_PC_HOLE) {
                ranges.add(new Range(start, pcHole));
                ranges.add(new Range(PC_HOLE_END, PC_HOLE_END + present - (pcHole - start)));
            } else if (zone.populated()) {
                ranges.add(new Range(start, start + present));
            }
        }
        ranges.sort((a, b) -> Long.compare(a.start, b.start));
        return joined(ranges);
    }

    private static List<Range> joined(List<Range> ranges) {
        List<Range> joined = new ArrayList<>();
        for (Range range : ranges) {
            Range last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && last.end == range.start) {
                joined.set(joined.size() - 1, new Range(last.start, range.end));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    private static String list(List<Range> ranges) {
        StringBuilder text = new StringBuilder();
        for (Range range : ranges) {
            text.append(String.format(Locale.ROOT, "0x%x-0x%x usable\n", range.start << 12, (range.end << 12) - 1));
        }
        return text.toString();
    }

    /** Frames of the map within a span. */
    long framesWithin(long start, long end) {
        long frames = 0;
        for (Range range : ranges) {
            frames += Math.max(0, Math.min(end, range.end) - Math.max(start, range.start));
        }
        return frames;
    }
}
