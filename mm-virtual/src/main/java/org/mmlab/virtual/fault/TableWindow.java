package org.mmlab.virtual.fault;

import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.link.Swap;
import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.SwapEntries;

/** The swap entries around a page, within its area and its 2 MiB (Linux: {@code swap_vma_readahead}). Used again for every fault. */
public final class TableWindow implements Swap.SwapWindow {
    private static final long SPAN = 512;

    private final PteCodec codec;
    private @Nullable MmPages mm;
    private @Nullable Vma area;
    private long page;
    private long first;
    private long end;

    /** Around nothing yet. */
    public TableWindow(PteCodec codec) {
        this.codec = codec;
    }

    /** Looks at the surroundings of {@code at} from now on. */
    public Swap.SwapWindow around(MmPages pages, Vma vma, long at) {
        mm = pages;
        area = vma;
        page = at;
        long areaFirst = Addresses.vpnOf(vma.start());
        first = Math.max(areaFirst, at & -SPAN);
        end = Math.min(areaFirst + vma.pages(), (at & -SPAN) + SPAN);
        return this;
    }

    @Override
    public int entryAt(int delta) {
        long at = page + delta;
        MmPages pages = mm;
        if (pages == null || at < first || at >= end) {
            return Swap.NO_ENTRY;
        }
        @PhysAddr long slot = pages.table().find(Addresses.virtOfVpn(at), 1);
        if (slot == NO_PHYS) {
            return Swap.NO_ENTRY;
        }
        long pte = pages.table().read(slot);
        return codec.isSwap(pte) && SwapEntries.isSwap(codec, pte) ? SwapEntries.swapEntry(codec, pte) : Swap.NO_ENTRY;
    }

    @Override
    public long virtualPage() {
        return page;
    }

    @Override
    public @Nullable MemoryPolicy policy() {
        Mempolicy policy = area == null ? null : area.policyAt(Addresses.virtOfVpn(page));
        return policy == null ? null : policy.decision();
    }

    @Override
    public long interleaveIndex() {
        return area == null ? MemoryPolicy.NO_INDEX : area.interleaveIndex(Addresses.virtOfVpn(page), 0);
    }

    @Override
    public long remembered() {
        return area == null ? 0 : area.swapReadahead();
    }

    @Override
    public void remember(long info) {
        if (area != null) {
            area.setSwapReadahead(info);
        }
    }
}
