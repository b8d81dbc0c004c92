package org.mmlab.physical.hotplug;

import java.util.Locale;

/** Whether a memory block is in use. */
public enum BlockState {
    /** Its frames belong to a zone. */
    ONLINE,
    /** It has metadata, but belongs to no zone. */
    OFFLINE;

    /** The word that Linux shows. */
    public String kernelName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
