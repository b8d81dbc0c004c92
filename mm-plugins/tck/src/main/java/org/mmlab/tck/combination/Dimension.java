package org.mmlab.tck.combination;

import java.util.List;
import java.util.Map;

/**
 * One choice of a machine.
 *
 * @param name what is chosen
 * @param values what can be chosen: each some keys of a machine specification and their values
 */
public record Dimension(String name, List<Map<String, String>> values) {
    /** Copies the list. */
    public Dimension {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("dimension '" + name + "' has no value");
        }
    }

    /** A dimension that is one key of the specification. */
    public static Dimension of(String key, String... values) {
        return new Dimension(
                key, List.of(values).stream().map(value -> Map.of(key, value)).toList());
    }
}
