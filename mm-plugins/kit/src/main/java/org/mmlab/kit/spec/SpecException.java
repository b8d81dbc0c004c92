package org.mmlab.kit.spec;

import java.util.List;

/** A specification is wrong; carries every error, each one line meant for the user. */
public final class SpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final List<String> errors;

    /** All errors of one reading. */
    public SpecException(List<String> errors) {
        super(String.join("\n", errors));
        this.errors = List.copyOf(errors);
    }

    /** Every error, in the order of the keys. */
    public List<String> errors() {
        return errors;
    }
}
