package org.mmlab.physical.watermark;

/** Fractions as the kernel computes them. */
public final class Fraction {
    private static final int TEN_THOUSAND = 10000;

    private Fraction() {}

    /** {@code value * numerator / 10000} without overflow, rounded as Linux's {@code mult_frac} does. */
    public static long ofTenThousand(long value, long numerator) {
        return value / TEN_THOUSAND * numerator + value % TEN_THOUSAND * numerator / TEN_THOUSAND;
    }
}
