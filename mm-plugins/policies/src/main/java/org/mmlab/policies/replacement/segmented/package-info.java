/** Policies that hold pages on several queues: newcomers apart from pages that proved themselves, or one generation from the next. */
package org.mmlab.policies.replacement.segmented;
