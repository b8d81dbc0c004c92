/**
 * Replays the memblock scripts: calls of the memblock API recorded in the kernel's own simulator
 * ({@code tools/testing/memblock} of Linux 6.12), with what each returned and the region lists after it.
 *
 * <p>Every file of JSON lines in the folder is replayed; a line with a {@code test} is one of the simulator's own tests, a line
 * with a {@code script} a random one. A list that the record does not show after a call must be as it was before it.
 */
package org.mmlab.lab.conform.memblock;
