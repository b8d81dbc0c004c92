/**
 * What {@code /proc/PID} shows of an address space, in the kernel's formats (Linux: {@code fs/proc/task_mmu.c}).
 */
package org.mmlab.virtual.proc;
