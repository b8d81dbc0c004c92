/**
 * A machine as Linux shows itself: one class for each file of {@code /proc} and of {@code /sys/devices/system/node} about physical
 * memory, in the kernel's own text format, so that tools which read a real machine read this one. {@link org.mmlab.kit.view.ProcFile}
 * and {@link org.mmlab.kit.view.NodeFile} name them all. What a machine has nothing of, such as slabs, is shown as 0; a line whose
 * counter the machine does not keep, such as reclaim's events by node on a machine of several, is left out. Linux 6.12's lines.
 *
 * <p>Linux: {@code mm/vmstat.c}, {@code fs/proc/meminfo.c}, {@code drivers/base/node.c}, {@code kernel/resource.c}.
 */
package org.mmlab.kit.view;
