/**
 * Changing entries that stay: their rights ({@link org.mmlab.virtual.change.Protect}, mprotect), their place
 * ({@link org.mmlab.virtual.change.Move}, mremap), their locks, their age and worth
 * ({@link org.mmlab.virtual.change.Advice}, madvise), guard markers, and the collapse of base pages into a huge one (Linux:
 * {@code mm/mprotect.c}, {@code mm/mremap.c}, {@code mm/mlock.c}, {@code mm/madvise.c}, {@code mm/khugepaged.c}).
 */
package org.mmlab.virtual.change;
