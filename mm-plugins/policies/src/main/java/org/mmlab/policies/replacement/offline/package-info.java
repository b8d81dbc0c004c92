/** Policies that know the future: bounds for the others, not algorithms for a machine. */
package org.mmlab.policies.replacement.offline;
