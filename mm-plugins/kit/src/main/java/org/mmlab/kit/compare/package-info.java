/**
 * Replacement policies alone: a stream of page requests, a number of frames, and how often a page was not there.
 *
 * <p>No machine is built. {@link org.mmlab.kit.compare.PageReplay} plays the part that the kernel's reclaim plays towards a policy:
 * it keeps the table of residents, loads on demand, asks for a victim when no frame is free, and checks every answer.
 */
package org.mmlab.kit.compare;
