/**
 * Contiguous ranges at places that the caller chooses: pageblocks are isolated, what is in use and movable is moved away, and the
 * free frames are taken out of the allocator. Memory that is to be unplugged goes the same way.
 *
 * <p>Linux: {@code alloc_contig_range} in {@code mm/page_alloc.c}, {@code mm/page_isolation.c}.
 */
package org.mmlab.physical.contig;
