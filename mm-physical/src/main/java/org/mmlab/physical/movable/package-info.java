/**
 * Where each node's Movable zone starts: what {@code kernelcore=}, {@code movablecore=} and {@code movable_node} ask for, spread over the
 * nodes. Linux: {@code find_zone_movable_pfns_for_nodes} in {@code mm/mm_init.c}.
 */
package org.mmlab.physical.movable;
