package org.mmlab.physical.firmware;

/**
 * One range as it was written, before anybody has looked whether it makes sense.
 *
 * @param place file and line, for messages
 * @param start first byte
 * @param last last byte
 * @param type one of {@link E820Type}
 */
record MapLine(String place, long start, long last, int type) {
    boolean isUsable() {
        return type == E820Type.RAM || type == E820Type.RESERVED_KERN;
    }

    /** Whether it shares a byte with another. */
    boolean overlaps(MapLine other) {
        return Long.compareUnsigned(start, other.last) <= 0 && Long.compareUnsigned(other.start, last) <= 0;
    }

    String range() {
        return String.format("0x%x-0x%x", start, last);
    }
}
