/**
 * The formulas that size a machine's reserves: pure functions of sizes and settings, each with the Linux function that it follows.
 * {@code org.mmlab.physical.node} applies them to nodes and zones, at boot and again when a setting or the memory changes.
 *
 * <p>A watermark is the number of free frames below which something happens: below <em>low</em> kswapd is woken, above
 * <em>high</em> it stops, below <em>min</em> ordinary allocations have to reclaim for themselves.
 */
package org.mmlab.physical.watermark;
