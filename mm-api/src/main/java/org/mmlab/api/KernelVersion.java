package org.mmlab.api;

/**
 * The Linux release whose rules a machine follows. Where a rule changed between releases, the code that implements it asks
 * {@link #atLeast} once, at the place that documents the change.
 */
public enum KernelVersion {
    /** Linux 6.1 (Debian 12). */
    V6_1("6.1"),
    /** Linux 6.12 (Debian 13); the default. */
    V6_12("6.12"),
    /** Linux 6.18. */
    V6_18("6.18");

    private final String text;

    KernelVersion(String text) {
        this.text = text;
    }

    /** As a user writes it: {@code 6.12}. */
    public String text() {
        return text;
    }

    /** Whether a rule that came with {@code release} is in force. */
    public boolean atLeast(KernelVersion release) {
        return compareTo(release) >= 0;
    }
}
