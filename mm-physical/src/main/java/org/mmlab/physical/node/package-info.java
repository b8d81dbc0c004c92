/**
 * Nodes (Linux: {@code pg_data_t}) and what is computed over all of them: the sizes of their zones, zonelists, watermarks,
 * protections, limits of per-CPU lists. {@link org.mmlab.physical.node.NodeTable} holds them and recomputes what a change of a
 * setting or of the memory makes stale, no more and no less than Linux does.
 *
 * <p>Linux: {@code mm/mm_init.c}, {@code mm/page_alloc.c}.
 */
package org.mmlab.physical.node;
