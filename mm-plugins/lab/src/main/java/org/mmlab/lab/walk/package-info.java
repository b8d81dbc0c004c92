/**
 * From virtual to physical address, step by step: {@link org.mmlab.lab.walk.WalkStory} tells what the MMU reads at each level, what
 * the bits of each entry mean, what the TLB does, and how the kernel answers a fault.
 */
package org.mmlab.lab.walk;
