package org.mmlab.kit.host;

/** This computer cannot be read, or shows something that was not expected: what, where, and what would help. */
public final class HostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the whole message. */
    public HostException(String message) {
        super(message);
    }
}
