package org.mmlab.api.translation;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.plugin.Policy;

/**
 * A translation structure: the shape, bits and algorithms by which virtual addresses become physical ones. One instance a
 * machine; it makes a {@link PageTable} for each address space.
 *
 * <p>Built in: {@code x86-64-4level}, {@code x86-64-5level}, {@code i386}, {@code i386-pae}, {@code hashed}, {@code mips-soft}.
 */
public interface PageTableFormat extends Policy {
    /** Its shape. The same object always. */
    PageTableGeometry geometry();

    /** The algebra of its entries. The same object always. */
    PteCodec codec();

    /** What the MMU does on a TLB miss. The same object always. */
    PageWalker walker();

    /**
     * A new, empty table; its root is allocated (Linux: {@code pgd_alloc}).
     *
     * @param memory the memory in which tables live
     * @param frames gives and takes back table frames; belongs to this address space
     * @param kernel the kernel's table, whose mappings the new one shares as they are now and become, or null for the kernel's own
     * @return the table, or null where memory ran out
     */
    @Nullable PageTable create(PhysicalMemory memory, TableFrames frames, @Nullable PageTable kernel);
}
