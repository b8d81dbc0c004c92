package org.mmlab.physical.hotplug;

import java.util.Locale;

/** What is asked for when a memory block is put online (Linux: {@code enum mmop}, the words of {@code /sys/devices/system/memory/memoryN/state}). */
public enum OnlineType {
    /** Wherever the policy decides. */
    ONLINE,
    /** In a zone that serves kernel allocations. */
    ONLINE_KERNEL,
    /** In the Movable zone, so that the block can be taken offline again. */
    ONLINE_MOVABLE;

    /** The word that Linux knows it by: {@code online_movable}. */
    public String kernelName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
