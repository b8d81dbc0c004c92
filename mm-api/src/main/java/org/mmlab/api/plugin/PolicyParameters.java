package org.mmlab.api.plugin;

import java.util.Map;
import java.util.TreeMap;

/** The parameters of one use of a plug-in: every declared one has a value of its type. Immutable. */
public final class PolicyParameters {
    private final String policy;
    private final Map<String, String> values;

    PolicyParameters(String policy, Map<String, String> values) {
        this.policy = policy;
        this.values = new TreeMap<>(values);
    }

    /** The value of a whole-number parameter. */
    public long integer(String name) {
        return Long.parseLong(text(name));
    }

    /** The value of a numeric parameter. */
    public double number(String name) {
        return Double.parseDouble(text(name));
    }

    /** The value of a boolean parameter. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /** The value of a word parameter. */
    public String word(String name) {
        return text(name);
    }

    private String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("policy '" + policy + "' reads parameter '" + name
                    + "', which its @PolicySpec does not declare; declared: " + values.keySet());
        }
        return value;
    }
}
