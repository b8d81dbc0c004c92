/**
 * Page faults (Linux: {@code arch/x86/mm/fault.c}, {@code mm/memory.c}, {@code mm/huge_memory.c}). {@code UserFaults} stands
 * where a CPU's fault arrives: it finds the area, checks its rights, grows stacks, counts, and says which signal is due.
 * {@link org.mmlab.virtual.fault.MmFaults} sorts by what the entry is, and one class handles each kind: anonymous, file, swap,
 * write to a read-only entry, huge. Results are ints of {@link org.mmlab.api.virtual.FaultResult} bits; nothing here allocates
 * host memory or throws for what a program may do.
 */
package org.mmlab.virtual.fault;
