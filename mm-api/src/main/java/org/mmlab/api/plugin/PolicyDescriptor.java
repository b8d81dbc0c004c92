package org.mmlab.api.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
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

    /** What messages call the plug-in: {@code replacement policy 'lru'}. */
    public String title() {
        return title(spi, name());
    }

    /** What messages call an instance: {@code replacement policy 'lru'}; by its class where it has no name. */
    public static String title(Class<? extends Policy> spi, Policy plugin) {
        PolicySpec spec = plugin.getClass().getAnnotation(PolicySpec.class);
        return title(spi, spec == null ? plugin.getClass().getName() : spec.name());
    }

    private static String title(Class<?> spi, String name) {
        return words(spi) + " '" + name + "'";
    }

    /** An SPI in words, with its article: {@code a frame allocator}. */
    static String kind(Class<?> spi) {
        String words = words(spi);
        return ("aeiou".indexOf(words.charAt(0)) < 0 ? "a " : "an ") + words;
    }

    /** The name of an SPI in words: {@code FrameAllocator} is a frame allocator. */
    private static String words(Class<?> spi) {
        return spi.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /**
     * A new instance with these parameters.
     *
     * @throws PolicyException with every wrong parameter named, or with what the plug-in's constructor threw
     */
    public P create(Map<String, String> given) {
        PolicyParameters parameters = check(given);
        P policy = make();
        policy.configure(parameters);
        return policy;
    }

    private P make() {
        try {
            return maker.get();
        } catch (ServiceConfigurationError e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            StackTraceElement[] stack = thrown.getStackTrace();
            StackTraceElement at =
                    stack.length == 0 ? new StackTraceElement(type.getName(), "<init>", null, -1) : stack[0];
            throw PolicyException.thrownBy(title(), "its constructor", at, thrown);
        }
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
