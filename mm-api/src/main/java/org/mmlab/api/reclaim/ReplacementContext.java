package org.mmlab.api.reclaim;

import org.mmlab.api.address.qual.FrameIndex;

/** What a replacement policy may know and use of its pool. Implemented by the mechanism; O(1) unless said. */
public interface ReplacementContext {
    /** Never used again. */
    long NEVER = Long.MAX_VALUE;

    /** Greatest number of pages that the pool can hold: the "c" or "frames" of the literature. */
    int capacity();

    /** Frame indexes are below this; it may grow between calls, when memory is added. */
    int frames();

    /** Page numbers are below this; it grows as pages are seen for the first time. */
    int pages();

    /** The seed for a policy that draws random numbers; different for every instance, the same in every run of a spec. */
    long seed();

    /** Whether the page in {@code frame} was accessed since this was last asked; clears the bit. May cost a reverse-map walk. */
    boolean testAndClearReferenced(@FrameIndex int frame);

    /** When the page is used next, as a position in the request stream; {@link #NEVER}. Only for {@link Sight#FUTURE}. */
    long nextUse(int page);
}
