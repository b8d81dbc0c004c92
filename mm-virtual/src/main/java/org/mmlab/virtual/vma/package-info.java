/**
 * How areas change: splitting, merging, growing, going (Linux: {@code mm/vma.c}). The room knows areas and limits but no pages,
 * except that {@link org.mmlab.virtual.vma.VmaUnmap} has the pages of what goes removed.
 *
 * <p>Two areas that touch are one whenever nothing but their bounds tells them apart: {@link org.mmlab.virtual.vma.VmaMerge}
 * sees to it after every change, and {@link org.mmlab.virtual.vma.MergeRules} says what tells them apart.
 */
package org.mmlab.virtual.vma;
