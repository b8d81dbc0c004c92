package org.mmlab.api.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A registered plug-in: its class, its {@link PolicySpec} and a way to make instances.
 *
 * @param spi the interface that it implements
 * @param type its class
 * @param spec its declaration
 * @param maker makes a new, unconfigured instance
 * @param <P> the interface
 */
public record PolicyDescriptor<P extends Policy>(
        Class<P> spi, Class<? extends P> type, PolicySpec spec, Supplier<? extends P> maker) {
    /** The plug-in's name. */
    public String name() {
        return spec.name();
    }

    /**
     * A new instance with these parameters.
     *
     * @throws PolicyException with every wrong parameter named
     */
    public P create(Map<String, String> given) {
        PolicyParameters parameters = check(given);
        P policy = maker.get();
        policy.configure(parameters);
        return policy;
    }

    /**
     * Checks parameters against the declaration and fills in the defaults.
     *
     * @throws PolicyException with every wrong parameter named
     */
    public PolicyParameters check(Map<String, String> given) {
        List<String> errors = new ArrayList<>();
        Map<String, String> values = new TreeMap<>();
        Map<String, PolicySpec.Parameter> declared = new TreeMap<>();
        for (PolicySpec.Parameter parameter : spec.parameters()) {
            declared.put(parameter.name(), parameter);
            values.put(parameter.name(), parameter.defaultValue());
        }
        for (Map.Entry<String, String> entry : given.entrySet()) {
            PolicySpec.Parameter parameter = declared.get(entry.getKey());
            if (parameter == null) {
                errors.add(Suggestions.unknown("parameter of '" + name() + "'", entry.getKey(), declared.keySet()));
            } else {
                String error = ParameterCheck.error(parameter, entry.getValue());
                if (error != null) {
                    errors.add("parameter '" + entry.getKey() + "' of '" + name() + "': " + error);
                }
                values.put(entry.getKey(), entry.getValue());
            }
        }
        if (!errors.isEmpty()) {
            throw new PolicyException(errors);
        }
        return new PolicyParameters(name(), values);
    }
}
