/**
 * How often frames are mapped, and whose anonymous frames are ({@link org.mmlab.virtual.mapping.Mappings}); the numbers by which
 * frames name anon_vmas ({@link org.mmlab.virtual.mapping.AnonVmaNumbers}). The walks from a frame to its entries are in
 * {@code org.mmlab.virtual.rmap} (Linux: {@code mm/rmap.c}).
 */
package org.mmlab.virtual.mapping;
