package org.mmlab.kit.replay;

/** A replay found the machine in the wrong: memory did not hold what was written, or frames were lost. */
public final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One error. */
    public ReplayException(String message) {
        super(message);
    }
}
