/**
 * Linux's own replacement policies as plug-ins ({@code mm/vmscan.c}). In a machine {@code linux.active-inactive} scans the LRU lists
 * of {@code org.mmlab.reclaim.lru}; over plain pages it keeps lists of its own, as {@code linux.mglru} does everywhere.
 */
package org.mmlab.reclaim.policy;
