package org.mmlab.virtual.placement;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.PlacementRequest;
import org.mmlab.api.virtual.UnmappedArea;
import org.mmlab.api.virtual.VmaIndex;

/** The highest gap below the stack; where there is none, the lowest above the legacy base (Linux's default). */
@PolicySpec(name = "top-down", doc = "highest gap below mmap_base, else bottom-up (Linux's default)")
public final class TopDownArea implements UnmappedArea {
    /** No parameters. */
    public TopDownArea() {}

    @Override
    public @VirtAddr long place(VmaIndex index, PlacementRequest request) {
        long length = request.bytes() + request.alignMask();
        @VirtAddr long high = request.mmapBase();
        while (true) {
            @VirtAddr long gapEnd = index.highestGap(request.lowest(), high, length);
            if (gapEnd == VmaIndex.NO_GAP) {
                return BottomUpArea.lowest(index, request);
            }
            int next = index.find(gapEnd);
            if (next == VmaIndex.NO_AREA || !Addresses.below(request.gaps().claimedStart(next), gapEnd)) {
                @VirtAddr long gap = gapEnd - request.bytes();
                return gap - ((Addresses.rawVirt(gap) - request.alignOffset()) & request.alignMask());
            }
            high = request.gaps().claimedStart(next);
        }
    }

    @Override
    public boolean topDown() {
        return true;
    }
}
