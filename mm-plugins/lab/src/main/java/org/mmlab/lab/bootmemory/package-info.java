/**
 * "Can we eliminate bootmem?": replays what recorded kernels asked of boot memory on each boot allocator, and measures what each
 * costs. The result stands in {@code mm-physical/docs/decisions/0010-boot-allocators.md}.
 */
package org.mmlab.lab.bootmemory;
