package org.mmlab.virtual.fault;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.virtual.FaultResult;
import org.mmlab.api.virtual.HugePagePolicy;
import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.huge.HugeZeroPage;
import org.mmlab.virtual.mapping.Mappings;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.AreaRights;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.ResidentKind;
import org.mmlab.virtual.tlb.TlbFlush;

/**
 * Faults in extents that a huge page maps or could map (Linux: {@code do_huge_pmd_anonymous_page},
 * {@code do_huge_pmd_wp_page}).
 */
public final class HugeFaults {
    private static final int LEVEL = Paging.HUGE_LEVEL;

    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final Mappings mappings;
    private final HugeEntries entries;
    private final HugeZeroPage zero;
    private final HugePagePolicy policy;
    private final TlbFlush flush;

    /** Over the machine's parts. */
    public HugeFaults(
            Paging paging,
            Mappings mappings,
            HugeEntries entries,
            HugeZeroPage zero,
            HugePagePolicy policy,
            TlbFlush flush) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.mappings = mappings;
        this.entries = entries;
        this.zero = zero;
        this.policy = policy;
        this.flush = flush;
    }

    /** A {@link FaultResult}; FALLBACK where base entries must do. */
    public int handle(MmPages mm, Vma vma, long page, int flags) {
        if (entries.pages() == 0) {
            return FaultResult.FALLBACK;
        }
        @PhysAddr long slot = mm.table().find(Addresses.virtOfVpn(page), LEVEL);
        long entry = slot == NO_PHYS ? PteCodec.NONE : mm.table().read(slot);
        if (codec.isNone(entry)) {
            return create(mm, vma, page, flags);
        }
        if (!codec.isPresent(entry) || !codec.isLeaf(entry)) {
            return FaultResult.FALLBACK;
        }
        if (FaultFlag.isWrite(flags) && !codec.isWrite(entry)) {
            return write(mm, vma, page, slot, entry);
        }
        mm.table().write(slot, codec.mkYoung(FaultFlag.isWrite(flags) ? codec.mkDirty(entry) : entry));
        return FaultResult.DONE;
    }

    private int create(MmPages mm, Vma vma, long page, int flags) {
        if (!vma.isAnonymous() || vma.has(VmFlags.SHARED) || !entries.fits(vma, page)) {
            return FaultResult.FALLBACK;
        }
        if (policy.atFault(HugeAdvice.of(vma)) != HugePagePolicy.HUGE) {
            return FaultResult.FALLBACK;
        }
        AnonVmas.prepare(vma);
        @PhysAddr long slot = mm.table().ensure(Addresses.virtOfVpn(page), LEVEL);
        if (slot == NO_PHYS) {
            return FaultResult.OOM;
        }
        if (!FaultFlag.isWrite(flags) && policy.useHugeZeroPage()) {
            return mapZero(mm, vma, slot);
        }
        return mapFresh(mm, vma, page, slot);
    }

    private int mapZero(MmPages mm, Vma vma, @PhysAddr long slot) {
        if (!entries.deposit(mm)) {
            return FaultResult.OOM;
        }
        @FrameIndex int head = zero.get();
        if (head == NO_FRAME) {
            entries.freeDeposit(mm);
            paging.stat().count(VmEvent.THP_FAULT_FALLBACK);
            return FaultResult.FALLBACK;
        }
        long entry = codec.makeLeaf(LEVEL, paging.frameMap().pfnOf(head), AreaRights.protection(codec, vma));
        mm.table().write(slot, entry);
        return FaultResult.DONE;
    }

    private int mapFresh(MmPages mm, Vma vma, long page, @PhysAddr long slot) {
        @FrameIndex int head = paging.frames().allocateHuge(gfp(vma), vma, page);
        if (head == NO_FRAME) {
            paging.stat().count(VmEvent.THP_FAULT_FALLBACK);
            return FaultResult.FALLBACK;
        }
        if (!entries.deposit(mm)) {
            paging.frames().put(head);
            return FaultResult.OOM;
        }
        install(mm, vma, entries.extentOf(page), slot, head);
        return FaultResult.DONE;
    }

    private void install(MmPages mm, Vma vma, long first, @PhysAddr long slot, @FrameIndex int head) {
        long entry = codec.makeLeaf(LEVEL, paging.frameMap().pfnOf(head), AreaRights.protection(codec, vma));
        entry = AreaRights.maybeWrite(codec, codec.mkDirty(codec.mkYoung(entry)), vma);
        mappings.addNewAnonHuge(head, vma, first, entries.pages());
        mm.count(ResidentKind.ANON, entries.pages());
        mm.table().write(slot, entry);
        paging.stat().count(VmEvent.THP_FAULT_ALLOC);
    }

    /** With {@code defrag=madvise}, Linux's default: areas that asked for huge pages wait for one, others do not. */
    private static int gfp(Vma vma) {
        return vma.has(VmFlags.HUGEPAGE) ? Gfp.TRANSHUGE : Gfp.TRANSHUGE_LIGHT;
    }

    private int write(MmPages mm, Vma vma, long page, @PhysAddr long slot, long entry) {
        if (entries.isZero(entry)) {
            return replaceZero(mm, vma, page, slot);
        }
        @FrameIndex int head = entries.head(entry);
        if (table.has(head, FrameFlag.ANON_EXCLUSIVE) || isLastReference(head, vma)) {
            PageTable tables = mm.table();
            tables.write(slot, AreaRights.maybeWrite(codec, codec.mkDirty(codec.mkYoung(entry)), vma));
            return FaultResult.DONE;
        }
        entries.split(mm, vma, page);
        return FaultResult.FALLBACK;
    }

    private boolean isLastReference(@FrameIndex int head, Vma vma) {
        if (table.has(head, FrameFlag.SWAPCACHE)) {
            paging.swap().freeCache(head);
        }
        if (table.refcount(head) != 1) {
            return false;
        }
        int first = Addresses.rawFrame(head);
        for (int i = 0; i < entries.pages(); i++) {
            mappings.claim(Addresses.frame(first + i), vma);
        }
        return true;
    }

    /** Since 6.13 a write to the huge zero page brings in a huge page; before, the entry was split (Linux: {@code do_huge_zero_wp_pmd}). */
    private int replaceZero(MmPages mm, Vma vma, long page, @PhysAddr long slot) {
        if (paging.kernel().atLeast(KernelVersion.V6_18)) {
            @FrameIndex int head = paging.frames().allocateHuge(gfp(vma), vma, page);
            if (head != NO_FRAME) {
                install(mm, vma, entries.extentOf(page), slot, head);
                flush.range(mm, entries.extentOf(page), entries.pages(), entries.shift());
                return FaultResult.DONE;
            }
        }
        entries.split(mm, vma, page);
        return FaultResult.FALLBACK;
    }
}
