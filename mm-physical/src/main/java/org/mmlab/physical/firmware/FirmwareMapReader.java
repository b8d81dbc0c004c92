package org.mmlab.physical.firmware;

import java.util.List;

/**
 * Reads a memory map from text, in any of three forms that it tells apart by content.
 *
 * <ul>
 *   <li>The kernel's log, whole or in part: {@code BIOS-e820: [mem 0x…-0x…] usable}. If it shows a {@code user:} map, which
 *       {@code mem=} or {@code memmap=} made, that one is read, since the machine ran with it. Other lines are passed over.
 *   <li>{@code /proc/iomem}: the outermost ranges that come from the firmware's map; devices and subdivisions are passed over.
 *   <li>A list of one's own: a range a line, {@code START-LAST TYPE} or {@code START+SIZE TYPE}, numbers as on the
 *       kernel's command line ({@code 1M+1023M usable}), types as in the kernel's log; {@code #} starts a comment.
 * </ul>
 */
public final class FirmwareMapReader {
    private FirmwareMapReader() {}

    /**
     * The map that a text holds.
     *
     * @param text the whole text
     * @param origin the file's name, for messages
     * @throws FirmwareMapException naming every line that is wrong and what would be right
     */
    public static FirmwareMap read(String text, String origin) throws FirmwareMapException {
        List<String> lines = text.lines().toList();
        if (lines.stream().anyMatch(DmesgMap::isMapLine)) {
            return DmesgMap.parse(lines, origin).effective();
        }
        if (lines.stream().anyMatch(IomemMap::isMapLine)) {
            return IomemMap.parse(lines, origin);
        }
        return ListMap.parse(lines, origin);
    }
}
