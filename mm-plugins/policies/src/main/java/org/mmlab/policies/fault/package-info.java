/**
 * What else can back a region of memory, through the SPI alone: memory of another machine, read over a network
 * ({@code FarMemoryHandler}). The cost of a first touch is a round trip unless the page was read ahead; a detector of trends in
 * the touches decides what is.
 *
 * <p>Paper: Al Maruf, Chowdhury, "Effectively Prefetching Remote Memory with Leap", USENIX ATC 2020.
 */
package org.mmlab.policies.fault;
