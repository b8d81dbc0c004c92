/**
 * What operations on whole address spaces cost: fork, munmap, mmap among many areas, and the way back from a frame to all who map it
 * (Linux: {@code kernel/fork.c}, {@code mm/mmap.c}, {@code mm/rmap.c}).
 */
package org.mmlab.bench.space;
