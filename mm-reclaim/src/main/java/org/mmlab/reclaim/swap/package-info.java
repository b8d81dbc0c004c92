/**
 * Swap (Linux: {@code mm/swapfile.c}, {@code mm/swap_state.c}, {@code mm/page_io.c}). An entry names an area and a slot in it
 * and counts its users; the swap cache holds the frames that belong to an entry, and the shadows of those that were evicted.
 * Where slots lie and what a transfer costs is the affair of a {@link org.mmlab.api.reclaim.SwapBackend}.
 */
package org.mmlab.reclaim.swap;
