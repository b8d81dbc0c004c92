/**
 * What a process's memory is made of (Linux: {@code include/linux/mm_types.h}): {@link org.mmlab.virtual.mm.AddressSpace} is
 * {@code mm_struct}, {@link org.mmlab.virtual.mm.Vma} {@code vm_area_struct}, {@link org.mmlab.virtual.mm.AnonVma} and
 * {@link org.mmlab.virtual.mm.AnonVmaLink} {@code anon_vma} and {@code anon_vma_chain}, {@link org.mmlab.virtual.mm.OpenFile}
 * {@code struct file}, {@link org.mmlab.virtual.mm.FileMapping} {@code address_space} with its {@code i_mmap}.
 *
 * <p>The types hold state and the few operations that keep their links true; rules live in the rooms that use them: {@code anon}
 * (who shares anonymous pages), {@code vma} (merging, splitting), {@code syscall}. Pages are changed through
 * {@link org.mmlab.virtual.mm.PageOps} alone.
 */
package org.mmlab.virtual.mm;
