package org.mmlab.lab.conform.boot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmlab.api.address.Addresses;
import org.mmlab.kit.spec.Sizes;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.physical.firmware.E820Entry;
import org.mmlab.physical.firmware.FirmwareMapException;

/**
 * The memory devices that a guest had at boot, from the command line of its simulator: {@code -object memory-backend-ram,id=I,size=S
 * -device pc-dimm,memdev=I,node=N}. The simulator puts them one after the other from the start of the region that the SRAT marks as
 * hot-pluggable, unless {@code addr=} says otherwise.
 *
 * @param startPfn first page frame
 */
record BootDevices(int node, long startPfn, long frames) {
    private static final long GIB = 1L << 30;
    private static final long FOUR_GIB = 4 * GIB;
    private static final Pattern OPTION = Pattern.compile("-(object|device)\\s+([\\w-]+),(\\S+)");

    static List<BootDevices> of(BootRecord record) throws VectorFormatException, FirmwareMapException {
        Map<String, Long> backends = new LinkedHashMap<>();
        List<BootDevices> devices = new ArrayList<>();
        long next = hotpluggableStart(record);
        Matcher option = OPTION.matcher(record.command());
        while (option.find()) {
            String kind = text(option, 1) + " " + text(option, 2);
            Map<String, String> settings = settings(text(option, 3));
            if (kind.startsWith("object memory-backend-")) {
                backends.put(settings.getOrDefault("id", ""), bytes(record, settings.getOrDefault("size", "0")));
            } else if (kind.equals("device pc-dimm")) {
                Long size = backends.get(settings.getOrDefault("memdev", ""));
                if (size == null) {
                    throw new VectorFormatException(record.name() + ": the device '" + option.group()
                            + "' names no memory backend; known: " + backends.keySet());
                }
                String address = settings.get("addr");
                long start = address == null ? next : Long.decode(address);
                int node = record.options().ignoresNodes() ? 0 : Integer.parseInt(settings.getOrDefault("node", "0"));
                devices.add(new BootDevices(node, start >>> Addresses.PAGE_SHIFT, size >>> Addresses.PAGE_SHIFT));
                next = start + size;
            }
        }
        return devices;
    }

    private static String text(Matcher found, int group) {
        String text = found.group(group);
        return text == null ? "" : text;
    }

    private static Map<String, String> settings(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String setting : text.split(",")) {
            int equals = setting.indexOf('=');
            if (equals > 0) {
                settings.put(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        return settings;
    }

    private static long bytes(BootRecord record, String size) throws VectorFormatException {
        return Sizes.parse(size)
                .orElseThrow(() -> new VectorFormatException(
                        record.name() + ": '" + size + "' is not the size of a memory backend"));
    }

    /** By the SRAT; where it was not read, by the simulator's rule: the first GiB border from 4 GiB on that no memory lies above. */
    private static long hotpluggableStart(BootRecord record) throws FirmwareMapException {
        for (JsonNode place : record.dmesg().path("srat_mem")) {
            if (place.path(3).asText().contains("hotplug")) {
                return place.path(1).asLong();
            }
        }
        long end = FOUR_GIB;
        for (E820Entry entry : BootMemory.firmwareMap(record).entries()) {
            end = entry.isUsable() ? Math.max(end, Addresses.rawPhys(entry.end())) : end;
        }
        return end + GIB - 1 & -GIB;
    }
}
