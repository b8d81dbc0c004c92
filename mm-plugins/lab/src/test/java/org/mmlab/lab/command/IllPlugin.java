package org.mmlab.lab.command;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.matcher.ElementMatchers;
import org.mmlab.api.plugin.Policy;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.kit.spec.PolicyCatalog;
import org.mmlab.lab.CommandRun;

/** A plug-in of any kind, called {@code ill}, that does as one of mm's own does but for one method. */
final class IllPlugin {
    private static final String NAME = "ill";

    private final Class<? extends Policy> spi;
    private final String method;
    private final Answer answer;
    private boolean asked;

    /** What the one method does. */
    @FunctionalInterface
    interface Answer {
        Object give() throws Throwable;
    }

    IllPlugin(Class<? extends Policy> spi, String method, Answer answer) {
        this.spi = spi;
        this.method = method;
        this.answer = answer;
    }

    /** Whether the method was called. */
    boolean wasAsked() {
        return asked;
    }

    /** Runs {@code mm} as a user who added the plug-in to the class path; {@code wellDone} is what it is like otherwise. */
    CommandRun run(Path folder, String wellDone, String... arguments) throws IOException {
        Policy model = PolicyCatalog.registry().create(spi, PolicyReference.parse(wellDone));
        Class<?> type = type(model);
        return run(folder, spi, type.getName(), type.getClassLoader(), arguments);
    }

    /** Runs {@code mm} as a user whose class path has these lines as the registrations of plug-ins of a kind. */
    static CommandRun run(
            Path folder, Class<? extends Policy> spi, String registrations, ClassLoader classes, String... arguments)
            throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(spi.getName()), registrations);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, classes)) {
            thread.setContextClassLoader(loader);
            return CommandRun.of(arguments);
        } finally {
            thread.setContextClassLoader(before);
            Files.delete(services.resolve(spi.getName()));
        }
    }

    private Class<?> type(Policy model) {
        InvocationHandler handler = (proxy, called, arguments) -> call(model, called, arguments);
        return new ByteBuddy()
                .subclass(Object.class)
                .implement(spi)
                .name("com.example." + NAME + "." + spi.getSimpleName() + "Plugin")
                .annotateType(AnnotationDescription.Builder.ofType(PolicySpec.class)
                        .define("name", NAME)
                        .define("doc", "breaks its contract")
                        .build())
                .method(ElementMatchers.isDeclaredBy(ElementMatchers.isSuperTypeOf(spi))
                        .and(ElementMatchers.isVirtual()))
                .intercept(InvocationHandlerAdapter.of(handler))
                .make()
                .load(getClass().getClassLoader())
                .getLoaded();
    }

    private Object call(Policy model, Method called, Object[] arguments) throws Throwable {
        if (called.getName().equals(method)) {
            asked = true;
            return answer.give();
        }
        if (called.getName().equals("configure")) {
            return null; // the model is configured
        }
        try {
            return called.invoke(model, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
