/**
 * Linux's own replacement policies as plug-ins: {@code linux.active-inactive} ({@code mm/vmscan.c}). In a machine they scan the LRU
 * lists of {@code org.mmlab.reclaim.lru}; over plain pages they keep lists of their own.
 */
package org.mmlab.reclaim.policy;
