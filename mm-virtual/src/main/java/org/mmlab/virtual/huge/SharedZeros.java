package org.mmlab.virtual.huge;

import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.mapping.AnonVmaNumbers;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mm.RangeNode;
import org.mmlab.virtual.mm.RangeTree;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.AreaRights;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.ResidentKind;
import org.mmlab.virtual.tlb.TlbFlush;

/**
 * Gives entries the shared zero page in place of frames that a split huge page leaves and that hold nothing but zeros: memory that
 * was never used costs nothing after a split. Since 6.12; locked pages and areas keep theirs (Linux:
 * {@code try_to_map_unused_to_zeropage}).
 */
public final class SharedZeros {
    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final AnonVmaNumbers numbers;
    private final Mappings mappings;
    private final TlbFlush flush;

    /** Over the machine's parts. */
    public SharedZeros(Paging paging, AnonVmaNumbers numbers, Mappings mappings, TlbFlush flush) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.numbers = numbers;
        this.mappings = mappings;
        this.flush = flush;
    }

    /**
     * Looks at {@code count} single frames from {@code first} on that were one anonymous page. A frame that nothing maps any more
     * afterwards still has a reference, which is the caller's. O(bytes of the frames).
     */
    void remap(int first, int count) {
        if (!paging.kernel().atLeast(KernelVersion.V6_12)) {
            return;
        }
        for (int i = 0; i < count; i++) {
            @FrameIndex int frame = Addresses.frame(first + i);
            if (table.mapcount(frame) > 0
                    && !table.has(frame, FrameFlag.MLOCKED)
                    && paging.frames().isZero(frame)) {
                remap(frame);
            }
        }
    }

    private void remap(@FrameIndex int frame) {
        RangeTree areas = numbers.get(table.mapping(frame)).tree();
        long index = table.index(frame);
        for (RangeNode node = areas.first(index, index); node != null; node = areas.next(node, index, index)) {
            Vma vma = node.vma();
            if (!vma.has(VmFlags.LOCKED)) {
                remap(vma, Addresses.vpnOf(vma.addressOf(index)), frame);
            }
        }
    }

    private void remap(Vma vma, long page, @FrameIndex int frame) {
        MmPages mm = MmPages.of(vma);
        @PhysAddr long slot = mm.table().find(Addresses.virtOfVpn(page), 1);
        long pte = slot == NO_PHYS ? PteCodec.NONE : mm.table().read(slot);
        if (!codec.isPresent(pte) || paging.normalFrame(pte) != frame) {
            return;
        }
        mm.table().write(slot, paging.zeroEntry(AreaRights.protection(codec, vma)));
        flush.range(mm, page, 1, Addresses.PAGE_SHIFT);
        mm.count(ResidentKind.ANON, -1);
        mappings.remove(frame, vma);
        if (table.mapcount(frame) > 0) {
            paging.frames().put(frame);
        }
    }
}
