/**
 * Reclaiming the pages of a node (Linux: {@code mm/vmscan.c}): pages are isolated from the tail of the LRU lists in batches of 32,
 * looked at for references, written where they are dirty, unmapped and freed. Which list is scanned how far is the decision of a
 * {@link org.mmlab.api.reclaim.ScanningPolicy}; who asks is {@code kswapd} or {@code direct}.
 */
package org.mmlab.reclaim.scan;
