/** Taking entries away (Linux: {@code unmap_page_range}, {@code zap_page_range_single} in {@code mm/memory.c}). */
package org.mmlab.virtual.zap;
