/** Getting memory back: page cache, LRU lists, kswapd and direct reclaim, swap, writeback, OOM. */
package org.mmlab.reclaim;
