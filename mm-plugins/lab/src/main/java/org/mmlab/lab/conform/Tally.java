package org.mmlab.lab.conform;

/** How many cases passed and how many failed. */
public final class Tally {
    private long passed;
    private long failed;

    void count(Outcome outcome) {
        if (outcome == Outcome.PASSED) {
            passed++;
        } else {
            failed++;
        }
    }

    /** Cases in which everything was equal. */
    public long passed() {
        return passed;
    }

    /** Cases with a difference. */
    public long failed() {
        return failed;
    }

    /** {@code 12 passed, 0 failed}. */
    @Override
    public String toString() {
        return passed + " passed, " + failed + " failed";
    }

    /** How a case ended. */
    public enum Outcome {
        /** Everything was equal. */
        PASSED,
        /** Something was not. */
        FAILED
    }
}
