/**
 * Which evicted pages would have been kept by a slightly larger memory (Linux: {@code mm/workingset.c}). An evicted page leaves
 * a shadow with the age of its lruvec; when it comes back soon enough that the pages in use could have made room for it, it is
 * activated at once.
 */
package org.mmlab.reclaim.workingset;
