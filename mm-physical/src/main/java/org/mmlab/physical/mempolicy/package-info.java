/**
 * NUMA memory policies: from which node pages come. {@link org.mmlab.physical.mempolicy.PolicyAllocation} allocates by a policy; what
 * decides are plug-ins. {@link org.mmlab.physical.mempolicy.Mempolicy} is one as processes and areas have it, and
 * {@link org.mmlab.physical.mempolicy.SharedPolicies} keeps those of files of shared memory.
 *
 * <p>Linux: {@code mm/mempolicy.c}, {@code Documentation/admin-guide/mm/numa_memory_policy.rst}.
 */
package org.mmlab.physical.mempolicy;
