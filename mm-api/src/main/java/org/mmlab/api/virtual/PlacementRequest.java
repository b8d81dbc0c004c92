package org.mmlab.api.virtual;

import org.mmlab.api.address.qual.VirtAddr;

/**
 * What an {@link UnmappedArea} must find (Linux: {@code struct vm_unmapped_area_info} and the bounds of the process).
 *
 * @param bytes length, whole pages, more than 0
 * @param lowest least address that may be given to a top-down search (Linux: one page)
 * @param legacyBase where a bottom-up search begins (Linux: {@code TASK_UNMAPPED_BASE})
 * @param mmapBase where a top-down search begins (Linux: {@code mmap_base})
 * @param end first address beyond the user's part of the address space (Linux: {@code TASK_SIZE})
 * @param alignMask bits of the address that must equal those of {@code alignOffset}; 0 = none
 * @param alignOffset see {@code alignMask}
 * @param gaps what neighbours claim around themselves
 */
public record PlacementRequest(
        long bytes,
        @VirtAddr long lowest,
        @VirtAddr long legacyBase,
        @VirtAddr long mmapBase,
        @VirtAddr long end,
        long alignMask,
        long alignOffset,
        GuardGaps gaps) {}
