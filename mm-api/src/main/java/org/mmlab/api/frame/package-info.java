/**
 * The frame table and the intrusive lists of frames: what Linux keeps in {@code struct page} ({@code mem_map}) and
 * {@code list_head}, as primitive arrays by frame index. 32 bytes a frame, no object per frame anywhere.
 */
package org.mmlab.api.frame;
