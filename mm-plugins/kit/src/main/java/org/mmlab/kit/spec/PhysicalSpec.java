package org.mmlab.kit.spec;

import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.physical.page.DeferredInit;

/**
 * Physical memory management.
 *
 * @param model memory model
 * @param bootAllocator who serves before the page allocator
 * @param deferredInit when the metadata of most frames are initialised
 * @param allocator block allocator of a zone
 * @param pcp per-CPU lists
 * @param percpu whether per-CPU areas are set up
 * @param zonelist order of nodes
 * @param memoryPolicy nodes from which processes' pages come
 * @param kernelcore text of {@code kernelcore=}, empty = none
 * @param movablecore text of {@code movablecore=}, empty = none
 * @param highmem bytes of {@code highmem=}, or {@link #AUTO}
 * @param numaFake text of {@code numa=fake=}, empty = none
 * @param minFreeKbytes {@code vm.min_free_kbytes}, or {@link #AUTO}
 * @param watermarkScaleFactor {@code vm.watermark_scale_factor}
 * @param compactionProactiveness {@code vm.compaction_proactiveness}
 * @param checked whether list membership is checked
 * @param hotplug memory that can be plugged in
 */
public record PhysicalSpec(
        PolicyReference model,
        PolicyReference bootAllocator,
        DeferredInit deferredInit,
        PolicyReference allocator,
        Switch pcp,
        Switch percpu,
        PolicyReference zonelist,
        PolicyReference memoryPolicy,
        String kernelcore,
        String movablecore,
        long highmem,
        String numaFake,
        long minFreeKbytes,
        int watermarkScaleFactor,
        int compactionProactiveness,
        Switch checked,
        HotplugSpec hotplug) {
    /** The kernel's own formula. */
    public static final long AUTO = -1;
}
