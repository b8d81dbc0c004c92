package org.mmlab.physical.buddy;

import org.mmlab.api.memory.FreeBlocks.Unreserve;

/** Keeps pageblocks for urgent requests of several frames; one implementation for each generation of the kernel's rules. */
interface Reservation {
    /** A block was just allocated for an urgent request: reserves its pageblocks, within limits. */
    void reserve(int frame, int order);

    /** Gives one pageblock with free frames up, to the use of {@code type}; says whether there was one. */
    boolean unreserve(int type, Unreserve how);
}
