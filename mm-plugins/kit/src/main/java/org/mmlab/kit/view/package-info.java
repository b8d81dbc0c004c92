/**
 * A machine as Linux shows itself: one class for each file of {@code /proc} about physical memory, in the kernel's own text format, so
 * that tools which read a real machine read this one. {@link org.mmlab.kit.view.ProcFile} names them all. A line whose counter the
 * machine does not keep is left out.
 *
 * <p>Linux: {@code mm/vmstat.c}, {@code fs/proc/meminfo.c}, {@code kernel/resource.c}.
 */
package org.mmlab.kit.view;
