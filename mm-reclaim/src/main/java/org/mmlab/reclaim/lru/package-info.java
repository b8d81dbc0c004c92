/**
 * The LRU lists (Linux: {@code mm/swap.c}, {@code mm/mlock.c}, {@code include/linux/mm_inline.h}). A node's lruvec has an
 * inactive and an active list for anonymous and for file pages, and one for pages that cannot be evicted. New pages enter at
 * the head, reclaim looks at the tail. Changes are collected in small per-CPU batches and take effect when a batch is full.
 */
package org.mmlab.reclaim.lru;
