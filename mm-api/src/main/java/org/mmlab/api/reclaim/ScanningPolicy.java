package org.mmlab.api.reclaim;

/**
 * A replacement policy that does not name victims one by one but scans the machine's LRU lists in batches, harder and harder until
 * enough is freed, as Linux does. In a machine it is driven by {@link #scan} alone; over plain pages ({@code mm compare}) by the
 * methods of {@link ReplacementPolicy}.
 */
public interface ScanningPolicy extends ReplacementPolicy {
    /**
     * Frees about {@code control.toReclaim} frames of a node at the pressure of {@code control.priority}, or as many as that
     * pressure yields. Called by kswapd and by direct reclaim, never re-entrantly.
     */
    void scan(ScanControl control, ScanContext node);

    /** Ages the lists a little before kswapd reclaims. */
    void age(ScanControl control, ScanContext node);
}
