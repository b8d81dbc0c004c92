/**
 * {@link org.mmlab.virtual.mm.PageOps} over page tables: {@link org.mmlab.virtual.ops.ProcessPages} binds the mechanisms of
 * paging to one address space, and {@link org.mmlab.virtual.ops.PagingEngine} makes those mechanisms, once for each machine.
 */
package org.mmlab.virtual.ops;
