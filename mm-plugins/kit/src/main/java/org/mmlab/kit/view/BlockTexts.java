package org.mmlab.kit.view;

import java.util.Locale;
import org.mmlab.api.address.Addresses;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.hotplug.MemoryBlock;

/**
 * The memory blocks of {@code /sys/devices/system/memory}, a line each: number, physical addresses, state, node, and the zone, or the zones
 * that it could be put online to, the default first (Linux: {@code drivers/base/memory.c}).
 */
final class BlockTexts {
    private BlockTexts() {}

    static String of(Machine machine) {
        StringBuilder text = new StringBuilder();
        for (MemoryBlock block : machine.memoryBlocks()) {
            text.append(String.format(
                    Locale.ROOT,
                    "memory%d %09x-%09x %s node%d %s\n",
                    block.index(),
                    block.start() << Addresses.PAGE_SHIFT,
                    (block.end() << Addresses.PAGE_SHIFT) - 1,
                    block.state().kernelName(),
                    block.node(),
                    machine.validZones(block)));
        }
        return text.toString();
    }
}
