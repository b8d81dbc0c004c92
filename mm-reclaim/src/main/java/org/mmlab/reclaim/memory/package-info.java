/**
 * What this module needs of the rest of the machine, as narrow interfaces that the composition root fills: frames
 * ({@link org.mmlab.reclaim.memory.FramePool}), their bytes ({@link org.mmlab.reclaim.memory.FrameBytes}), and the page tables
 * ({@link org.mmlab.reclaim.memory.MappedSide}); and the count of references by which a frame lives (Linux: {@code folio_get},
 * {@code folio_put}).
 */
package org.mmlab.reclaim.memory;
