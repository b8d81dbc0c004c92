package org.mmlab.api.address.checker;

import org.checkerframework.common.basetype.BaseTypeChecker;
import org.checkerframework.framework.qual.StubFiles;
import org.checkerframework.framework.source.SuppressWarningsPrefix;

/**
 * Rejects programs that confuse virtual addresses, physical addresses, frame numbers, frame indices and plain numbers.
 *
 * <p>What the JDK takes of any kind, or of one kind twice ({@code Long.compareUnsigned}), is listed in
 * {@code jdk.astub}. The class {@value #CONVERSIONS} is not checked: there, and nowhere else, one kind becomes another.
 */
@StubFiles("jdk.astub")
@SuppressWarningsPrefix("address")
public final class AddressChecker extends BaseTypeChecker {
    /** Name of the class that mints, strips and converts addresses. */
    static final String CONVERSIONS = "org.mmlab.api.address.Addresses";

    /** Called by javac. */
    public AddressChecker() {}
}
