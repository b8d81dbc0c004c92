package org.mmlab.api.reclaim;

import org.mmlab.api.KernelVersion;

/**
 * The limits of readahead on a device.
 *
 * @param pages largest window ({@code read_ahead_kb} / 4); 0 = no readahead
 * @param ioPages largest single request of the device
 * @param largeFolios whether the file system reads with folios of more than a page (ext4: since 6.16)
 * @param version whose rules to follow
 */
public record ReadaheadLimits(int pages, int ioPages, boolean largeFolios, KernelVersion version) {
    /** The device's limits, checked. */
    public ReadaheadLimits {
        if (pages < 0 || ioPages < 0) {
            throw new IllegalArgumentException(
                    "readahead of " + pages + " pages, requests of " + ioPages + " pages: both must be 0 or more");
        }
    }
}
