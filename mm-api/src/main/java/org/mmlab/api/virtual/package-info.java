/**
 * Policies of process address spaces: where an area is found ({@link org.mmlab.api.virtual.VmaIndex}; Linux keeps a maple tree,
 * before 6.1 a red-black tree) and where a new one goes ({@link org.mmlab.api.virtual.UnmappedArea}; Linux:
 * {@code arch_get_unmapped_area} and {@code vm_unmapped_area}). An area (Linux: {@code vm_area_struct}) is known here by its
 * handle alone.
 */
package org.mmlab.api.virtual;
