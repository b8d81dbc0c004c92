/**
 * Decisions about which pages stay: {@link org.mmlab.api.reclaim.ReplacementPolicy} and its kin, readahead, writeback, where
 * evicted pages go, and who dies when nothing can be freed.
 */
package org.mmlab.api.reclaim;
