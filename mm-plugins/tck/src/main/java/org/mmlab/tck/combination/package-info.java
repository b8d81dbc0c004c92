/**
 * Which machines a suite runs on. {@link org.mmlab.tck.combination.Dimension}s are multiplied, what cannot exist is left out by
 * the rules of {@code org.mmlab.kit.spec.Viability}, and {@link org.mmlab.tck.combination.Combinations} gives all that is left, a
 * shard of it, or a small set in which every pair of values occurs that can occur at all. Each run says how many combinations are raw,
 * viable and run, so that a sample is never taken for the whole.
 */
package org.mmlab.tck.combination;
