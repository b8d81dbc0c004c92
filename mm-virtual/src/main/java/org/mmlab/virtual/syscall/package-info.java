/**
 * The system calls that change an address space (Linux: {@code mm/mmap.c}, {@code mprotect.c}, {@code mremap.c}, {@code madvise.c},
 * {@code mlock.c}, {@code msync.c}, {@code mincore.c}, {@code mseal.c}, {@code kernel/fork.c}).
 *
 * <p>Every call takes the raw arguments of the system call and returns what it returns: a value of 0 or more, or a negative
 * {@link org.mmlab.virtual.mm.Errno}. Nothing is checked before the kernel checks it, and what the kernel has done before it
 * finds an error stays done. {@link org.mmlab.virtual.syscall.MemoryCalls} lists them all.
 */
package org.mmlab.virtual.syscall;
