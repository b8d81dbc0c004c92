package org.mmlab.api.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The plug-ins of one class path, by SPI and name. Immutable and safe to share between threads once made.
 *
 * <p>What an SPI is called for the user ("replacement", "page-table", …) is the key that {@link Builder#spi} registers it under.
 */
public final class PolicyRegistry {
    private final Map<Class<?>, Entry<?>> bySpi;

    private PolicyRegistry(Map<Class<?>, Entry<?>> bySpi) {
        this.bySpi = Collections.unmodifiableMap(new LinkedHashMap<>(bySpi));
    }

    /** Starts a registry. */
    public static Builder builder() {
        return new Builder();
    }

    /** The SPIs, in the order of registration. */
    public Collection<Class<?>> spis() {
        return bySpi.keySet();
    }

    /** What an SPI is called for the user. */
    public String key(Class<?> spi) {
        return entry(spi).key;
    }

    /** All plug-ins of all SPIs, by SPI in the order of registration and by name. */
    public List<PolicyDescriptor<?>> descriptors() {
        List<PolicyDescriptor<?>> all = new ArrayList<>();
        bySpi.values().forEach(entry -> all.addAll(entry.byName.values()));
        return all;
    }

    /** All plug-ins of an SPI, in name order. */
    @SuppressWarnings("unchecked") // an entry is stored under the class of its own type parameter
    public <P extends Policy> List<PolicyDescriptor<P>> all(Class<P> spi) {
        return List.copyOf(((Entry<P>) entry(spi)).byName.values());
    }

    /**
     * The plug-in of that name.
     *
     * @throws PolicyException that lists what exists, where there is none
     */
    @SuppressWarnings("unchecked") // as above
    public <P extends Policy> PolicyDescriptor<P> find(Class<P> spi, String name) {
        Entry<P> entry = (Entry<P>) entry(spi);
        PolicyDescriptor<P> found = entry.byName.get(name);
        if (found == null) {
            throw new PolicyException(Suggestions.unknown(entry.key + " policy", name, entry.byName.keySet()));
        }
        return found;
    }

    /**
     * A new, configured instance of what {@code reference} names.
     *
     * @throws PolicyException where the name or a parameter is wrong
     */
    public <P extends Policy> P create(Class<P> spi, PolicyReference reference) {
        return find(spi, reference.name()).create(reference.parameters());
    }

    private Entry<?> entry(Class<?> spi) {
        Entry<?> entry = bySpi.get(spi);
        if (entry == null) {
            throw new IllegalArgumentException(spi.getName() + " is not a registered SPI");
        }
        return entry;
    }

    private record Entry<P extends Policy>(String key, Map<String, PolicyDescriptor<P>> byName) {}

    /** Collects SPIs and looks their plug-ins up. */
    public static final class Builder {
        private final Map<Class<?>, Entry<?>> bySpi = new LinkedHashMap<>();
        private final List<String> errors = new ArrayList<>();

        private Builder() {}

        /** Adds an SPI with all its plug-ins on the class path of the caller's context class loader. */
        public <P extends Policy> Builder spi(String key, Class<P> spi) {
            Map<String, PolicyDescriptor<P>> byName = new TreeMap<>();
            ServiceFiles.read(spi, errors).forEach(provider -> add(spi, byName, provider));
            bySpi.put(spi, new Entry<>(key, byName));
            return this;
        }

        private <P extends Policy> void add(
                Class<P> spi, Map<String, PolicyDescriptor<P>> byName, ServiceLoader.Provider<P> provider) {
            Class<? extends P> type = provider.type();
            PolicySpec spec = type.getAnnotation(PolicySpec.class);
            if (spec == null) {
                errors.add(type.getName() + " is registered as " + PolicyDescriptor.kind(spi)
                        + " but has no @PolicySpec; give it one, with its name");
                return;
            }
            PolicyDescriptor<P> plugin = new PolicyDescriptor<>(spi, type, spec, provider::get);
            errors.addAll(DeclarationCheck.errors(plugin.title(), type, spec));
            PolicyDescriptor<P> old = byName.putIfAbsent(spec.name(), plugin);
            if (old != null && old.type() != type) {
                errors.add("two plug-ins are " + plugin.title() + ": "
                        + old.type().getName() + " and " + type.getName() + "; rename one");
            }
        }

        /**
         * The registry.
         *
         * @throws PolicyException with every registration error at once
         */
        public PolicyRegistry build() {
            if (!errors.isEmpty()) {
                throw new PolicyException(errors);
            }
            return new PolicyRegistry(bySpi);
        }
    }
}
