package org.mmlab.api.address.qual;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.checkerframework.framework.qual.PolymorphicQualifier;

/**
 * Any kind, but the same one in every place of a method's signature that carries this qualifier.
 *
 * <p>{@code @SameKind long roundUp(@SameKind long start, long alignment)} takes a virtual address and returns a virtual
 * address, takes a frame number and returns a frame number. Two parameters with it do not take two kinds.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER})
@PolymorphicQualifier(AnyKind.class)
public @interface SameKind {}
