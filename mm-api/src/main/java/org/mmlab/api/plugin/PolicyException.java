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

    /**
     * A plug-in threw what its contract does not know; the message says what and where, the cause is kept.
     *
     * @param plugin what the user calls it, as in {@code replacement policy 'lru'}
     */
    public static PolicyException thrownBy(String plugin, RuntimeException error) {
        StackTraceElement[] trace = error.getStackTrace();
        PolicyException told = new PolicyException(plugin + " failed: " + error
                + (trace.length == 0 ? "" : " (at " + trace[0] + ")") + "; mend the plug-in, or choose another");
        told.initCause(error);
        return told;
    }

    /** Every error, one line each. */
    public List<String> errors() {
        return errors;
    }
}
