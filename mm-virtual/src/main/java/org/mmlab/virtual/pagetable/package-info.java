/**
 * The page-table formats, one room for each family; {@code radix} is the tree that most of them share. They are plug-ins of
 * {@link org.mmlab.api.translation.PageTableFormat} like anybody else's: they see mm-api alone.
 */
package org.mmlab.virtual.pagetable;
