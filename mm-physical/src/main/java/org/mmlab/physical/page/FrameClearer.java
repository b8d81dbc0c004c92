package org.mmlab.physical.page;

import org.mmlab.api.address.qual.Pfn;

/** Writes zeros into frames; the RAM of the machine does that, or nothing where no contents are kept. */
@FunctionalInterface
public interface FrameClearer {
    /** No contents are kept. */
    FrameClearer NO_CONTENTS = (start, frames) -> {};

    /** Zeroes {@code frames} frames from {@code start}. */
    void clear(@Pfn long start, long frames);
}
