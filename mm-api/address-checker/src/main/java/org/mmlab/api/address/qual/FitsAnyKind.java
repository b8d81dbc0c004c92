package org.mmlab.api.address.qual;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.checkerframework.framework.qual.QualifierForLiterals;
import org.checkerframework.framework.qual.SubtypeOf;

/**
 * Bottom of the hierarchy: a literal or a constant expression of literals, which may stand for any kind.
 *
 * <p>Never written in a program.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER})
@QualifierForLiterals
@SubtypeOf({VirtAddr.class, PhysAddr.class, Pfn.class, FrameIndex.class, Plain.class})
public @interface FitsAnyKind {}
