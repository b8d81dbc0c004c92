/**
 * The built-in answers to three questions about faults: which neighbours come along (fault-around), when a huge page is used
 * (Linux: {@code mm/memory.c}, {@code mm/huge_memory.c}), and what fills a page of a backed region.
 */
package org.mmlab.virtual.fault.policy;
