/**
 * The index of the pages of a file or of a swap device: a radix tree of 64-way nodes over primitive arrays, with marks
 * (Linux: {@code lib/xarray.c}). An entry is a long: a frame, a shadow of an evicted page, or a swap entry, told apart by
 * {@link org.mmlab.reclaim.index.Slot}.
 */
package org.mmlab.reclaim.index;
