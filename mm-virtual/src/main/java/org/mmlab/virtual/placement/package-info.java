/**
 * Where new areas go: the implementations of {@link org.mmlab.api.virtual.UnmappedArea} that come with mm (Linux:
 * {@code unmapped_area} and {@code unmapped_area_topdown} in {@code mm/mmap.c}, {@code arch/x86/kernel/sys_x86_64.c}).
 */
package org.mmlab.virtual.placement;
