/**
 * An experiment: what non-linear mappings were, and what they cost. Until Linux 4.0, {@code remap_file_pages} rearranged the pages of a
 * file within one area: the page's offset in the file stood in its page-table entry, and no rule led from a page of the file to
 * the places that mapped it ({@link org.mmlab.lab.nonlinear.NonlinearArea}). Since 4.0 the call makes an area for each piece. The
 * experiment ({@link org.mmlab.lab.nonlinear.NonlinearExperiment}) maps the same file in the same random order both ways.
 *
 * <p>Linux: {@code mm/fremap.c}, {@code mm/rmap.c} ({@code try_to_unmap_file}) and {@code mm/memory.c} ({@code do_nonlinear_fault},
 * {@code zap_pte_range}) of 3.x.
 */
package org.mmlab.lab.nonlinear;
