package org.mmlab.seeds;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Seeds each property from its own name, so that a build tries the same cases today and tomorrow.
 *
 * <p>jqwik finds it on the class path of the tests. A property that states its seed keeps it. To look for new cases, run
 * with {@code -Dmm.seeds=random}; a failure then prints the seed that it was found with.
 */
public final class FixedSeeds implements AroundPropertyHook {
    /** System property: {@code random} for new cases in each run, anything else or nothing for the same ones. */
    public static final String PROPERTY = "mm.seeds";

    /** Called by the service loader. */
    public FixedSeeds() {}

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        PropertyAttributes attributes = context.attributes();
        if (attributes.seed().isEmpty() && !"random".equals(System.getProperty(PROPERTY))) {
            attributes.setSeed(
                    Integer.toUnsignedString((context.containerClass().getName() + "." + context.label()).hashCode()));
        }
        return property.execute();
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }
}
