/**
 * Policies that look at the distance between the last two uses of a page instead of the distance to the last one: LIRS and its
 * approximation by clocks, CLOCK-Pro.
 */
package org.mmlab.policies.replacement.interreference;
