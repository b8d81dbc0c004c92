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
     * A plug-in threw what its contract does not know; the cause is kept.
     *
     * @param title what the user calls it, as in {@code replacement policy 'lru'}
     * @param method the SPI's method that was called
     * @param at where in the plug-in
     */
    static PolicyException thrownBy(String title, String method, StackTraceElement at, Throwable error) {
        PolicyException told = new PolicyException(title + " threw " + error + " in " + method + " (at " + at + "); "
                + (error instanceof OutOfMemoryError
                        ? "give java more memory with -Xmx, or mend the plug-in"
                        : "mend the plug-in, or choose another"));
        told.initCause(error);
        return told;
    }

    /**
     * A plug-in gave an answer that its contract does not allow.
     *
     * @param method the SPI's method that gave it
     * @param answer what it gave, and what is wrong with it
     * @param right what would be right, after "it must"
     */
    public static PolicyException brokenBy(
            Class<? extends Policy> spi, Policy plugin, String method, String answer, String right) {
        return new PolicyException(
                PolicyDescriptor.title(spi, plugin) + ": " + method + "() gave " + answer + "; it must " + right);
    }

    /** Every error, one line each. */
    public List<String> errors() {
        return errors;
    }
}
