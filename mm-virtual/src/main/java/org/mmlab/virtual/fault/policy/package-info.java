/**
 * The built-in answers to two questions about faults: which neighbours come along (fault-around), and when a huge page is used
 * (Linux: {@code mm/memory.c}, {@code mm/huge_memory.c}).
 */
package org.mmlab.virtual.fault.policy;
