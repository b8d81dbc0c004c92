/**
 * Policies of process address spaces: where an area is found ({@link org.mmlab.api.virtual.VmaIndex}; Linux keeps a maple tree,
 * before 6.1 a red-black tree) and where a new one goes ({@link org.mmlab.api.virtual.UnmappedArea}; Linux:
 * {@code arch_get_unmapped_area} and {@code vm_unmapped_area}). An area (Linux: {@code vm_area_struct}) is known here by its
 * handle alone.
 *
 * <p>And of their pages: what fills a missing one ({@link org.mmlab.api.virtual.FaultHandler}), what is mapped along with it
 * ({@link org.mmlab.api.virtual.FaultAround}), when a huge page is used ({@link org.mmlab.api.virtual.HugePagePolicy}); what
 * becomes of a fault is a {@link org.mmlab.api.virtual.FaultResult}.
 */
package org.mmlab.api.virtual;
