/**
 * NUMA memory policies: from which node a process's pages come. {@link org.mmlab.physical.mempolicy.PolicyAllocation} allocates by a
 * policy; the policies themselves are plug-ins.
 *
 * <p>Linux: {@code mm/mempolicy.c}, {@code Documentation/admin-guide/mm/numa_memory_policy.rst}.
 */
package org.mmlab.physical.mempolicy;
