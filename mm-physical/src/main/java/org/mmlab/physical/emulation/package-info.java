/**
 * Nodes made up for testing by {@code numa=fake=} (Linux {@code mm/numa_emulation.c}, and {@code numa_cleanup_meminfo} in
 * {@code mm/numa_memblks.c}): the memory of the real nodes is cut into blocks, which are dealt to the made-up ones.
 */
package org.mmlab.physical.emulation;
