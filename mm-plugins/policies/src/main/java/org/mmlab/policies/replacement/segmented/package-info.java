/** Policies that hold pages on several queues of fixed shares: newcomers apart from pages that proved themselves. */
package org.mmlab.policies.replacement.segmented;
