package org.mmlab.physical.node;

/**
 * Where a zone of a node lies. Page frame numbers as bare numbers, since they are sums and differences here; {@code end} exclusive.
 *
 * @param present frames of the span that exist
 */
public record ZoneExtent(long start, long end, long present) {
    /** No zone. */
    public static final ZoneExtent EMPTY = new ZoneExtent(0, 0, 0);

    /** Frames of the span, holes included. */
    public long spanned() {
        return end - start;
    }
}
