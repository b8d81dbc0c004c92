package org.mmlab.virtual.placement;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.PlacementRequest;
import org.mmlab.api.virtual.UnmappedArea;
import org.mmlab.api.virtual.VmaIndex;

/** The lowest gap above a third of the address space (Linux: the legacy layout, {@code arch_get_unmapped_area}). */
@PolicySpec(name = "bottom-up", doc = "lowest gap above TASK_UNMAPPED_BASE (Linux: legacy_va_layout)")
public final class BottomUpArea implements UnmappedArea {
    /** No parameters. */
    public BottomUpArea() {}

    @Override
    public @VirtAddr long place(VmaIndex index, PlacementRequest request) {
        return lowest(index, request);
    }

    @Override
    public boolean topDown() {
        return false;
    }

    /** The search itself, which is also the last resort of {@link TopDownArea}. */
    static @VirtAddr long lowest(VmaIndex index, PlacementRequest request) {
        long length = request.bytes() + request.alignMask();
        @VirtAddr long low = request.legacyBase();
        while (true) {
            @VirtAddr long gap = index.lowestGap(low, request.end(), length);
            if (gap == VmaIndex.NO_GAP) {
                return gap;
            }
            int next = index.find(gap);
            gap = gap + ((request.alignOffset() - Addresses.rawVirt(gap)) & request.alignMask());
            if (next == VmaIndex.NO_AREA || !Addresses.below(request.gaps().claimedStart(next), gap + length - 1)) {
                return gap;
            }
            low = request.gaps().end(next);
        }
    }
}
