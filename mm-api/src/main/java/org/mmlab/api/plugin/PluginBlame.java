package org.mmlab.api.plugin;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Finds the plug-in that an error comes from by the classes in its stack trace. Asked once, where a run has failed: calls of plug-ins are
 * not wrapped, so a plug-in that behaves costs nothing.
 *
 * <p>A class belongs to a plug-in if it is the plug-in's class, nested in it, above it, or of its package; the nearer relation counts.
 */
public final class PluginBlame {
    private final List<PolicyDescriptor<?>> suspects;

    /**
     * Looks among the plug-ins of a registry.
     *
     * @param suspected whether a plug-in of this class is meant; one that a program ships with is that program's own affair
     */
    public PluginBlame(PolicyRegistry registry, Predicate<Class<?>> suspected) {
        suspects = registry.descriptors().stream()
                .filter(plugin -> suspected.test(plugin.type()))
                .toList();
    }

    /** The plug-ins that may be to blame. */
    public List<PolicyDescriptor<?>> suspects() {
        return suspects;
    }

    /**
     * The error in the user's terms, if a plug-in threw it or was being called when it was thrown: plug-in, method, what was thrown, where.
     * The causes of the error are looked at first.
     */
    public Optional<PolicyException> of(Throwable error) {
        Throwable cause = error.getCause();
        Optional<PolicyException> deeper = cause == null || cause == error ? Optional.empty() : of(cause);
        if (deeper.isPresent()) {
            return deeper;
        }
        Place place = place(error.getStackTrace());
        return place == null
                ? Optional.empty()
                : Optional.of(PolicyException.thrownBy(place.title, place.method, place.at, error));
    }

    /** Which method of which plug-in a thread is in, as in {@code victim() of replacement policy 'x'}. */
    public Optional<String> of(StackTraceElement[] stack) {
        Place place = place(stack);
        return place == null ? Optional.empty() : Optional.of(place.method + " of " + place.title);
    }

    private record Place(String title, String method, StackTraceElement at) {}

    private @Nullable Place place(StackTraceElement[] stack) {
        for (Relation relation : Relation.values()) {
            for (int i = 0; i < stack.length; i++) {
                List<PolicyDescriptor<?>> found = related(relation, stack[i].getClassName());
                if (!found.isEmpty()) {
                    return new Place(title(found), method(found.get(0), stack, i), stack[i]);
                }
            }
        }
        return null;
    }

    private List<PolicyDescriptor<?>> related(Relation relation, String className) {
        List<PolicyDescriptor<?>> found = new ArrayList<>();
        for (PolicyDescriptor<?> plugin : suspects) {
            if (relation.holds(plugin, className)) {
                found.add(plugin);
            }
        }
        return found;
    }

    private static String title(List<PolicyDescriptor<?>> plugins) {
        return String.join(
                " or ", plugins.stream().map(PolicyDescriptor::title).distinct().toList());
    }

    /** The SPI's method that was called: the first on the way from where the error was thrown to the caller. */
    private static String method(PolicyDescriptor<?> plugin, StackTraceElement[] stack, int from) {
        for (int i = from; i < stack.length && isOf(plugin, stack[i].getClassName()); i++) {
            String name = stack[i].getMethodName();
            if (name.equals("<init>") || name.equals("<clinit>")) {
                return "its constructor";
            }
            for (Method method : plugin.spi().getMethods()) {
                if (method.getName().equals(name)) {
                    return name + "()";
                }
            }
        }
        return stack[from].getMethodName() + "()";
    }

    private static boolean isOf(PolicyDescriptor<?> plugin, String className) {
        for (Relation relation : Relation.values()) {
            if (relation.holds(plugin, className)) {
                return true;
            }
        }
        return false;
    }

    /** How a class belongs to a plug-in, the nearest first. */
    private enum Relation {
        SAME {
            @Override
            boolean holds(PolicyDescriptor<?> plugin, String className) {
                String name = plugin.type().getName();
                return className.equals(name) || className.startsWith(name + "$");
            }
        },
        ABOVE {
            @Override
            boolean holds(PolicyDescriptor<?> plugin, String className) {
                Class<?> above = plugin.type().getSuperclass();
                while (above != null && above != Object.class) {
                    if (above.getName().equals(className)) {
                        return true;
                    }
                    above = above.getSuperclass();
                }
                return false;
            }
        },
        BESIDE {
            @Override
            boolean holds(PolicyDescriptor<?> plugin, String className) {
                String room = plugin.type().getPackageName();
                return !room.isEmpty() && className.startsWith(room + ".");
            }
        };

        abstract boolean holds(PolicyDescriptor<?> plugin, String className);
    }
}
