/**
 * What {@code /proc} shows of pages (Linux: {@code fs/proc/task_mmu.c}, {@code fs/proc/page.c}): the totals of areas
 * ({@link org.mmlab.virtual.view.MemoryTotals}, smaps), page by page states ({@link org.mmlab.virtual.view.Pagemap},
 * {@link org.mmlab.virtual.view.KernelPages}), and the texts made of them.
 */
package org.mmlab.virtual.view;
