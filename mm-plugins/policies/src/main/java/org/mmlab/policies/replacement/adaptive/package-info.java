/** Policies that tune the share of recency against that of frequency by which of their ghosts come back: ARC and CAR. */
package org.mmlab.policies.replacement.adaptive;
