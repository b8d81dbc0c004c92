/**
 * Page replacement after the literature: what every algorithm here shares.
 *
 * <p>One published algorithm is one class, with its paper, its rule in our own words, and every deviation named. Resident pages
 * are ordered by frame ({@link org.mmlab.policies.replacement.FrameListPolicy}), remembered ones, which have no frame any more,
 * by page ({@link org.mmlab.policies.replacement.GhostLists}); both are links in primitive arrays, so an access costs a few
 * array elements and no look-up.
 *
 * <p>Vocabulary: <em>c</em> is the capacity of the pool in frames. <em>MRU</em> and <em>LRU</em> are the most and the least
 * recently used end of a list: here the head and the tail. A <em>ghost</em> is a page that was evicted and is remembered.
 */
package org.mmlab.policies.replacement;
