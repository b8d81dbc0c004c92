package org.mmlab.api.plugin;

/** What the value of a parameter must be. */
public enum ParameterType {
    /** A whole number. */
    INT("a whole number"),
    /** A number, possibly with a fraction. */
    NUMBER("a number"),
    /** {@code true} or {@code false}. */
    BOOLEAN("true or false"),
    /** One of a list of words. */
    WORD("one of a list of words");

    private final String description;

    ParameterType(String description) {
        this.description = description;
    }

    /** In words, for error messages. */
    public String description() {
        return description;
    }
}
