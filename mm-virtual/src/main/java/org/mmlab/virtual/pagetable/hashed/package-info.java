/**
 * A table without a tree: a clustered hash table, after Talluri, Hill and Khalidi, "A new page table for 64-bit address spaces"
 * (SOSP 1995). The virtual page number, without its low bits, is hashed to a chain of nodes; a node has the entries of 16
 * consecutive pages behind one tag. Memory is in proportion to what is mapped, however far apart it lies, and a walk costs the
 * same at 48 bits as at 57; finding the next mapped page has no shape to follow. One table for each address space; entries have
 * the bits of x86-64.
 *
 * <pre>
 *   root register   address of the directory frame
 *   directory       up to 256 addresses of bucket frames; log2 of their number in the last word
 *   bucket frame    512 addresses of first nodes, 0 = empty chain
 *   node (144 B)    tag | address of the next node | 16 entries
 *   node frame      28 nodes | used nodes, free list, links among frames that have free nodes
 * </pre>
 */
package org.mmlab.virtual.pagetable.hashed;
