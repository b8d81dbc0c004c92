/**
 * Other ways to keep the free frames of a zone, through the SPI alone: a bitmap with first fit, and an allocator after LLFree. Both keep a bit
 * for each frame outside of the frames' metadata, so that free memory is not threaded through lists; what they share is in
 * {@code BitFreeBlocks}.
 *
 * <p>Paper: Wrenger, Rommel, Halbuer, Dietrich, Lohmann, "LLFree: Scalable and Optionally-Persistent Page-Frame Allocation", USENIX
 * ATC 2023.
 */
package org.mmlab.policies.allocator;
