package org.mmlab.api.address.checker;

import java.util.Collection;
import java.util.List;
import org.checkerframework.checker.nullness.NullnessChecker;
import org.checkerframework.framework.source.AggregateChecker;
import org.checkerframework.framework.source.SourceChecker;

/**
 * What main code is compiled with: nullness and kinds of address.
 *
 * <p>One aggregate, because of two processors given to javac side by side the second stays silent when the first has
 * found errors.
 */
public final class MainCodeChecker extends AggregateChecker {
    /** Called by javac. */
    public MainCodeChecker() {}

    @Override
    protected Collection<Class<? extends SourceChecker>> getSupportedCheckers() {
        return List.of(NullnessChecker.class, AddressChecker.class);
    }
}
