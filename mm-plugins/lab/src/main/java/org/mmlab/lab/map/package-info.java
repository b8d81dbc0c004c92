/**
 * A picture of physical memory: what every frame is used for, node by node along the physical addresses, with the types of the
 * pageblocks, the borders of sections and zones, and the free blocks by order. {@link org.mmlab.lab.map.MemoryGrid} sums frames up in
 * cells, so that a machine of 1 TiB fits a page; {@link org.mmlab.lab.map.TextMap} draws the cells on a terminal,
 * {@link org.mmlab.lab.map.SvgMap} in a file for a browser.
 *
 * <p>What it shows is what Linux shows piecemeal: {@code /proc/kpageflags}, {@code /proc/pagetypeinfo}, {@code /proc/buddyinfo},
 * {@code /proc/zoneinfo}. Colours: Okabe and Ito's palette, which colour-blind readers tell apart.
 */
package org.mmlab.lab.map;
