/**
 * Memory models: which frames have metadata, and where. <em>flat</em> has one array from the first to the last frame, holes included;
 * <em>discontig</em> has one for each node; <em>sparse</em> one for each present section of 128 MiB; <em>sparse-vmemmap</em> lays
 * those of the sections out in one virtual array, so that a conversion is one addition.
 *
 * <p>All of them hand out indexes of the machine's one frame table, and report what their metadata cost, in this simulator and in
 * Linux, and where it was placed. Linux: {@code include/asm-generic/memory_model.h}, {@code mm/sparse.c},
 * {@code mm/sparse-vmemmap.c}; discontig was removed in Linux 5.14.
 */
package org.mmlab.physical.model;
