package org.mmlab.api.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Spliterator;

/** Reads the registrations of one SPI, past those that are wrong, so that all errors are told at once. */
final class ServiceFiles {
    private ServiceFiles() {}

    /**
     * The registrations of plug-ins on the class path of the caller's context class loader.
     *
     * @param errors gets a line for each registration that cannot be read
     */
    static <P extends Policy> List<ServiceLoader.Provider<P>> read(Class<P> spi, List<String> errors) {
        Spliterator<ServiceLoader.Provider<P>> registrations =
                ServiceLoader.load(spi).stream().spliterator();
        List<ServiceLoader.Provider<P>> found = new ArrayList<>();
        String last = "";
        while (true) {
            try {
                if (!registrations.tryAdvance(found::add)) {
                    return found;
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                String error = error(spi, e);
                if (error.equals(last)) {
                    return found; // it does not get past this one
                }
                errors.add(error);
                last = error;
            }
        }
    }

    private static String error(Class<?> spi, Throwable e) {
        String told =
                e instanceof ServiceConfigurationError ? String.valueOf(e.getMessage()) : spi.getName() + ": " + e;
        return PolicyDescriptor.kind(spi) + " cannot be loaded: " + told
                + "; check META-INF/services/" + spi.getName()
                + ": one line for each class, which is there, implements the interface, is"
                + " public, and has a public constructor without arguments";
    }
}
