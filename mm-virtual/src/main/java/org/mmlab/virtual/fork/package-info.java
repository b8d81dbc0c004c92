/** What a child's page table gets of its parent's (Linux: {@code copy_page_range} in {@code mm/memory.c}). */
package org.mmlab.virtual.fork;
