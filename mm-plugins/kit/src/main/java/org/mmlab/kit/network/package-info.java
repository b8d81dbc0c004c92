/**
 * Buffers for network packets, as an example of memory that is taken from the last reserves (Linux: {@code net/core/skbuff.c},
 * {@code net/core/filter.c}): packets must be received even when memory is out, for one of them may bring the answer that frees
 * memory, as with swap over a network.
 */
package org.mmlab.kit.network;
