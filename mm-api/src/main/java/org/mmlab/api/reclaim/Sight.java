package org.mmlab.api.reclaim;

/** What a replacement policy observes of the accesses to memory. */
public enum Sight {
    /** Loads and evictions alone; accessed bits when it asks for them. What real hardware shows for free. */
    REFERENCE_BIT,
    /** Every access, at the price of a call for each. */
    EVERY_ACCESS,
    /** The future: every access, and when each page is used next. A bound, not an algorithm. */
    FUTURE
}
