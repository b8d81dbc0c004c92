/**
 * Where modules meet that may not see each other. The page allocator calls reclaim, reclaim walks reverse mappings, faults read
 * through the page cache: each such call goes through an interface of this package, which the module named in its Javadoc
 * implements and the composition root joins.
 */
package org.mmlab.api.link;
