/**
 * In which order nodes and zones are asked. For each node, nodes are ordered by distance, and within a node zones from the highest down:
 * the <em>fallback</em> list serves ordinary requests, the <em>this-node</em> list those that must not leave their node.
 *
 * <p>Linux: {@code build_zonelists}, {@code find_next_best_node} in {@code mm/page_alloc.c}.
 */
package org.mmlab.physical.zonelist;
