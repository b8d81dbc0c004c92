/**
 * Huge pages (Linux: {@code mm/huge_memory.c}): compound pages as units of memory
 * ({@link org.mmlab.virtual.huge.LargeFolios}: who maps them, how they are split), the entries that map them
 * ({@link org.mmlab.virtual.huge.HugeEntries}), and the shared huge page of zeroes ({@link org.mmlab.virtual.huge.HugeZeroPage}).
 */
package org.mmlab.virtual.huge;
