/**
 * From frames and files to the entries that map them (Linux: {@code mm/rmap.c}, {@code unmap_mapping_range}): reclaim, writeback
 * and migration ask for a frame, truncation for a range of a file. An anonymous frame names its anon_vma, whose tree holds the
 * areas that may map it; a file's frame names its file, whose {@code i_mmap} tree does.
 */
package org.mmlab.virtual.rmap;
