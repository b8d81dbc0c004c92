/**
 * What must hold of a machine between any two actions, whatever they are: {@link org.mmlab.tck.invariant.Invariants#check} counts
 * everything anew, from the page tables, the lists and the free blocks, and compares it with what the machine keeps. Each file holds
 * one kind: {@code FreeInvariants} the page allocator's frames, {@code MappingInvariants} entries, map counts and reverse mapping,
 * {@code FrameInvariants} references and owners, {@code LruInvariants} the LRU lists, {@code SwapInvariants} swap slots,
 * {@code TlbInvariants} cached translations, {@code AreaInvariants} areas and their index, {@code CacheInvariants} the page cache;
 * {@link org.mmlab.tck.invariant.MachineWatch} sees what is over between two actions, {@link org.mmlab.tck.invariant.MachineDigest}
 * compares whole machines. The kernel has the same checks as {@code CONFIG_DEBUG_VM}, {@code bad_page} and
 * {@code check_mm}.
 */
package org.mmlab.tck.invariant;
