/**
 * Machines driven by a plain replacement policy: one that names victims one by one and knows nothing of lists, swap or dirty
 * pages. Each node is a pool; a page keeps its number while it is away, so that policies with ghosts recognise it.
 */
package org.mmlab.reclaim.pool;
