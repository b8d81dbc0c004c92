package org.mmlab.api.plugin;

import java.util.List;

/** A plug-in was named, parameterised, registered or written wrongly; the message is meant for the user. */
public final class PolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final List<String> errors;

    /** One error. */
    public PolicyException(String message) {
        this(List.of(message));
    }

    /** Several errors, all shown. */
    public PolicyException(List<String> errors) {
        super(String.join("\n", errors));
        this.errors = List.copyOf(errors);
    }

    /** Every error, one line each. */
    public List<String> errors() {
        return errors;
    }
}
