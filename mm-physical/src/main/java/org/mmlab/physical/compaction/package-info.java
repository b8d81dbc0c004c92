/**
 * Compaction: large free blocks are made by moving the pages in between (Linux: {@code mm/compaction.c}). A zone is scanned from
 * both ends: the {@link org.mmlab.physical.compaction.MigrateScanner} takes movable pages from the bottom, the
 * {@link org.mmlab.physical.compaction.FreeScanner} free frames from the top, and pages move from there to here until the two meet
 * or a block is large enough ({@link org.mmlab.physical.compaction.ZoneCompaction}). Where scanning is pointless is remembered
 * ({@link org.mmlab.physical.compaction.ZoneHistory}), and whether it is worthwhile is judged before
 * ({@link org.mmlab.physical.compaction.Suitability}, {@link org.mmlab.physical.compaction.Fragmentation}).
 * {@link org.mmlab.physical.compaction.MemoryCompaction} does it on behalf of allocations, of kcompactd
 * ({@link org.mmlab.physical.compaction.Kcompactd}) and of the user.
 *
 * <p>Left out are the kernel's short cuts by way of the free lists ({@code fast_isolate_freepages},
 * {@code fast_find_migrateblock}), which find the same pages sooner, and the capture of a block at the moment when it is freed, for
 * nobody can come in between here.
 */
package org.mmlab.physical.compaction;
