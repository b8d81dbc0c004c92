/** What a page request costs under each replacement policy. */
package org.mmlab.bench.policy;
