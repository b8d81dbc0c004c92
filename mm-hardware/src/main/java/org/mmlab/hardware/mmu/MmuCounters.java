package org.mmlab.hardware.mmu;

/** What an MMU did beyond what its TLB counts. */
public final class MmuCounters {
    long walks;
    long refills;
    long dirtyWalks;
    long violationWalks;
    long faults;

    MmuCounters() {}

    /** Walks by the hardware, for whatever reason. */
    public long walks() {
        return walks;
    }

    /** Refill exceptions of a CPU whose TLB software fills. */
    public long refills() {
        return refills;
    }

    /** Walks that only the dirty bit needed: first writes through clean entries. */
    public long dirtyWalks() {
        return dirtyWalks;
    }

    /** Walks because the TLB entry lacked a right. */
    public long violationWalks() {
        return violationWalks;
    }

    /** Faults raised. */
    public long faults() {
        return faults;
    }
}
