/**
 * What the mechanisms of paging share: the machine's parts ({@link org.mmlab.virtual.paging.Paging}), the paged side of one
 * address space ({@link org.mmlab.virtual.paging.MmPages}: page table and resident set), and how entries that are not present
 * are written ({@link org.mmlab.virtual.paging.SwapEntries}).
 */
package org.mmlab.virtual.paging;
