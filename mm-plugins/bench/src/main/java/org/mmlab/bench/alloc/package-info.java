/**
 * What blocks of frames cost, allocator by allocator: a pair at a time, all of memory in bulk, and random sizes on an aged machine.
 * The bulk job and its published figures are those of the LLFree paper (Wrenger, Rommel, Halbuer, Dietrich and Lohmann: LLFree:
 * Scalable and Optionally-Persistent Page-Frame Allocation, USENIX ATC 2023).
 */
package org.mmlab.bench.alloc;
