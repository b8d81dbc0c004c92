package org.mmlab.kit.view;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.mmlab.api.address.Addresses;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.firmware.E820Entry;
import org.mmlab.physical.firmware.E820Type;
import org.mmlab.physical.hotplug.MemoryBlock;
import org.mmlab.physical.hotplug.MemoryGroup;

/**
 * {@code /proc/iomem}: the ranges of the firmware's map and the memory devices that were plugged in; a machine has no other devices to show
 * (Linux: {@code r_show}).
 */
final class Iomem {
    /** A range by its first address, end exclusive. */
    private record Resource(long end, String name) {}

    private Iomem() {}

    static String of(Machine machine) {
        TreeMap<Long, Resource> resources = new TreeMap<>();
        for (E820Entry entry : machine.firmwareMap()) {
            resources.put(
                    Addresses.rawPhys(entry.start()),
                    new Resource(Addresses.rawPhys(entry.end()), E820Type.iomemName(entry.type())));
        }
        plugged(machine, resources);
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Long, Resource> resource : resources.entrySet()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%08x-%08x : %s\n",
                    resource.getKey(),
                    resource.getValue().end() - 1,
                    resource.getValue().name()));
        }
        return text.toString();
    }

    private static void plugged(Machine machine, TreeMap<Long, Resource> resources) {
        long start = 0;
        MemoryGroup device = null;
        for (MemoryBlock block : machine.memoryBlocks()) {
            if (block.group() == null) {
                continue;
            }
            if (block.group() != device) {
                device = block.group();
                start = block.start() << Addresses.PAGE_SHIFT;
            }
            resources.put(start, new Resource(block.end() << Addresses.PAGE_SHIFT, "System RAM"));
        }
    }
}
