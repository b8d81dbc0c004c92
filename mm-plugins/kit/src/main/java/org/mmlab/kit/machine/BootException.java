package org.mmlab.kit.machine;

/** A machine cannot boot; the message is meant for the user. */
public final class BootException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One error. */
    public BootException(String message) {
        super(message);
    }
}
