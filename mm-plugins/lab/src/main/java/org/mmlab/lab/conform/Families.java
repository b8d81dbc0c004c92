package org.mmlab.lab.conform;

import java.util.Collections;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmlab.api.plugin.Suggestions;

/** The families that this program can replay, by name. */
public final class Families {
    private Families() {}

    /** All of them in ascending order of their names. */
    public static SortedMap<String, VectorFamily> all() {
        SortedMap<String, VectorFamily> families = new TreeMap<>();
        for (VectorFamily family : ServiceLoader.load(VectorFamily.class, Families.class.getClassLoader())) {
            VectorFamily before = families.put(family.name(), family);
            if (before != null) {
                throw new IllegalStateException("two vector families are named '" + family.name() + "': "
                        + before.getClass().getName() + " and "
                        + family.getClass().getName());
            }
        }
        return Collections.unmodifiableSortedMap(families);
    }

    /**
     * The family of a name.
     *
     * @throws VectorFormatException if there is none, naming those that exist
     */
    public static VectorFamily named(String name) throws VectorFormatException {
        SortedMap<String, VectorFamily> families = all();
        VectorFamily family = families.get(name);
        if (family == null) {
            throw new VectorFormatException(Suggestions.unknown(
                    "vector family", name, families.keySet().stream().toList()));
        }
        return family;
    }
}
