package org.mmlab.kit.machine;

/** A simulated program did what its machine refuses: a failed system call, or an access that gets a signal. */
public final class MachineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One error. */
    public MachineException(String message) {
        super(message);
    }
}
