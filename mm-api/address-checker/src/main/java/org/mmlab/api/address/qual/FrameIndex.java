package org.mmlab.api.address.qual;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.checkerframework.framework.qual.SubtypeOf;

/**
 * An index into the frame table ({@code mem_map}): which {@code struct page} it is.
 *
 * <p>Converting a {@link Pfn} into one, and back, is what a memory model does ({@code pfn_to_page}, {@code page_to_pfn}).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER})
@SubtypeOf(AnyKind.class)
public @interface FrameIndex {}
