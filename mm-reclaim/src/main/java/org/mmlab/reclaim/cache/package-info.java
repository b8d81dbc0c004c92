/**
 * Files and their cached pages (Linux: {@code mm/filemap.c}, {@code mm/truncate.c}, {@code mm/shmem.c}). A file is an index of
 * pages ({@link org.mmlab.reclaim.index.RadixTree}) and where its bytes lie on the device; a page of it is a frame that is locked
 * while it is read, dirty when it differs from the device, and in writeback while it is written. A file of shared memory has no
 * device: its pages go to swap, and the index holds the swap entry meanwhile.
 */
package org.mmlab.reclaim.cache;
