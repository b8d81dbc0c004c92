package org.mmlab.lab.exec;

import java.io.IOException;

/** A script that cannot be run as written; the message names file, line, column, cause and cure. */
public final class ScriptException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, and where. */
    public ScriptException(String message) {
        super(message);
    }
}
