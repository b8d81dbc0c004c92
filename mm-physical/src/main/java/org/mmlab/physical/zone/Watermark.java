package org.mmlab.physical.zone;

/** The watermarks of a zone, in the order of their indexes (Linux: {@code enum zone_watermarks}). */
public enum Watermark {
    /** Below it only reserves are left: allocations reclaim directly. */
    MIN,
    /** Below it kswapd is woken. */
    LOW,
    /** kswapd stops above it. */
    HIGH,
    /** Memory tiering: promotion from slow memory keeps that much free. */
    PROMO
}
