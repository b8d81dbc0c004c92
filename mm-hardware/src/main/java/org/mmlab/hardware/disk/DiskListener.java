package org.mmlab.hardware.disk;

import org.mmlab.api.address.qual.Pfn;

/** Hears of a request that ended. Called on the machine's thread, as an event of the clock; may submit further requests. */
@FunctionalInterface
public interface DiskListener {
    /** Takes no notice. */
    DiskListener NONE = (operation, block, pfn) -> {};

    /** The block was transferred from or to the frame. */
    void done(DiskOperation operation, long block, @Pfn long pfn);
}
