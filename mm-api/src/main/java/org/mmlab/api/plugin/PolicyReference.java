package org.mmlab.api.plugin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A policy as a user writes it: {@code name} or {@code name:key=value,key=value}.
 *
 * @param name the policy's name
 * @param parameters the parameters given, by name
 */
public record PolicyReference(String name, Map<String, String> parameters) {
    /** Copies the parameters into name order, which is the canonical text form's. */
    public PolicyReference {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /**
     * Reads the text form.
     *
     * @throws PolicyException where a parameter is not {@code key=value} or is given twice
     */
    public static PolicyReference parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new PolicyReference(text.trim(), Map.of());
        }
        String name = text.substring(0, colon).trim();
        Map<String, String> parameters = new TreeMap<>();
        List<String> errors = new ArrayList<>();
        for (String item : text.substring(colon + 1).split(",", -1)) {
            int equals = item.indexOf('=');
            if (equals <= 0) {
                errors.add("policy '" + text + "': '" + item + "' is not of the form key=value");
            } else if (parameters.put(
                            item.substring(0, equals).trim(),
                            item.substring(equals + 1).trim())
                    != null) {
                errors.add("policy '" + text + "': parameter '"
                        + item.substring(0, equals).trim() + "' is given twice");
            }
        }
        if (!errors.isEmpty()) {
            throw new PolicyException(errors);
        }
        return new PolicyReference(name, parameters);
    }

    /** The canonical text form: parameters in name order. */
    @Override
    public String toString() {
        if (parameters.isEmpty()) {
            return name;
        }
        List<String> items = new ArrayList<>();
        parameters.forEach((key, value) -> items.add(key + "=" + value));
        return name + ":" + String.join(",", items);
    }
}
