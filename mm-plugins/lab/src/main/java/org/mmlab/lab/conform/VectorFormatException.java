package org.mmlab.lab.conform;

import java.io.IOException;

/** A vector is not what its family's documentation says; the message names file and line or step. */
public final class VectorFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, and where. */
    public VectorFormatException(String message) {
        super(message);
    }
}
