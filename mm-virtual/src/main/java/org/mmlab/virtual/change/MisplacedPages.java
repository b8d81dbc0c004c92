package org.mmlab.virtual.change;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.PageMigrator;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.frame.FrameSource;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.huge.LargeFolios;
import org.mmlab.virtual.mm.NumaPolicies.Misplaced;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;

/**
 * Pages that do not lie where a memory policy wants them (Linux: {@code queue_pages_range}, {@code migrate_folio_add},
 * {@code alloc_migration_target_by_mpol} in {@code mm/mempolicy.c}): first {@link #find}, for one area after another, then {@link #move}
 * or {@link #putBack}. O(entries of the range).
 */
public final class MisplacedPages {
    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final HugeEntries huge;
    private final LargeFolios large;
    private final FrameSource source;
    private final PageMigrator migrator;
    private final EntryWalk walk;
    private final EntryWalk.Visitor visitor = new Pages();
    private int[] taken = new int[64];
    private int count;
    private int firstFile;
    private long wanted;
    private Misplaced how = Misplaced.COUNTED;
    private long failed;
    private @FrameIndex int lastLarge = NO_FRAME;

    /** Over the machine's parts. */
    public MisplacedPages(
            Paging paging, HugeEntries huge, LargeFolios large, FrameSource source, PageMigrator migrator) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.huge = huge;
        this.large = large;
        this.source = source;
        this.migrator = migrator;
        this.walk = new EntryWalk(paging, huge);
    }

    /**
     * Finds pages of a range of an area that lie on other nodes, and takes those that shall move off their lists.
     *
     * @param nodes where pages may lie, as a bit mask
     * @return pages that cannot move though they shall; without moving, 1 where any was found
     */
    public long find(Vma vma, @VirtAddr long start, @VirtAddr long end, long nodes, Misplaced what) {
        wanted = nodes;
        how = what;
        failed = 0;
        lastLarge = NO_FRAME;
        if (what != Misplaced.COUNTED) {
            migrator.prepare();
        }
        int before = count;
        walk.walk(MmPages.of(vma), vma, Addresses.vpnOf(start), Addresses.vpnOf(end), visitor);
        if (before == 0 && count > 0) {
            OpenFile file = vma.file();
            firstFile = file != null && vma.sharesPolicies() ? file.mapping().file() : 0;
        }
        return failed;
    }

    /**
     * Moves what was found. Where a policy deals pages out, each goes to where a fault would have it now, if all areas are of one kind.
     *
     * @param policy decides where to; null: the policy of the process that runs
     * @return whether all could move; a huge page that went in pieces could not
     */
    public boolean move(@Nullable MemoryPolicy policy) {
        ByPolicy targets = new ByPolicy(policy, firstFile);
        PageMigrator.Outcome outcome = migrator.migrate(taken, count, targets, PageMigrator.Mode.SYNC);
        count = 0;
        return outcome == PageMigrator.Outcome.MOVED && !targets.brokeUp;
    }

    /** Lets what was found lie where it lies. */
    public void putBack() {
        for (int i = 0; i < count; i++) {
            migrator.putBack(Addresses.frame(taken[i]));
        }
        count = 0;
    }

    /** The node of the page that an entry maps, zero pages included; -1 where there is none. */
    public int nodeAt(MmPages mm, @VirtAddr long address) {
        @PhysAddr long slot = huge.find(mm, Addresses.vpnOf(address));
        if (slot != NO_PHYS) {
            return source.node(huge.head(mm.table().read(slot)));
        }
        slot = mm.table().find(address, 1);
        long pte = slot == NO_PHYS ? PteCodec.NONE : mm.table().read(slot);
        return codec.isNone(pte) || !codec.isPresent(pte)
                ? -1
                : source.node(paging.frameMap().frameOf(codec.pfn(pte)));
    }

    private final class Pages implements EntryWalk.Visitor {
        @Override
        public void base(MmPages mm, Vma vma, long page, @PhysAddr long slot, long pte) {
            @FrameIndex int frame = codec.isPresent(pte) ? paging.normalFrame(pte) : NO_FRAME;
            if (frame == NO_FRAME) {
                return;
            }
            @FrameIndex int head = table.head(frame);
            if (isMisplaced(head) && head != lastLarge) {
                lastLarge = paging.frames().isLarge(frame) ? head : lastLarge;
                take(mm, vma, head);
            }
        }

        @Override
        public void huge(MmPages mm, Vma vma, long first, long end, @PhysAddr long slot, long entry) {
            if (!huge.isZero(entry) && isMisplaced(huge.head(entry))) {
                take(mm, vma, huge.head(entry));
            }
        }

        private boolean isMisplaced(@FrameIndex int head) {
            boolean known = how == Misplaced.COUNTED && failed > 0; // one is enough
            return !known && (wanted >>> source.node(head) & 1) == 0;
        }

        private void take(MmPages mm, Vma vma, @FrameIndex int head) {
            boolean movable = how != Misplaced.COUNTED && !vma.has(VmFlags.IO | VmFlags.PFNMAP);
            if (!movable || !isLeftToOthers(mm, head) && !isolate(head)) {
                failed++;
            }
        }

        /** A page that others map too stays where it is unless all shall move, and that is no failure. */
        private boolean isLeftToOthers(MmPages mm, @FrameIndex int head) {
            return how == Misplaced.OWN_MOVE
                    && (paging.frames().isLarge(head) ? large.isMappedByOthers(head, mm) : table.mapcount(head) > 1);
        }

        private boolean isolate(@FrameIndex int head) {
            if (!migrator.isolate(head)) {
                return false;
            }
            taken = count == taken.length ? Arrays.copyOf(taken, count * 2) : taken;
            taken[count++] = Addresses.rawFrame(head);
            return true;
        }
    }

    private final class ByPolicy implements PageMigrator.Targets {
        private final @Nullable MemoryPolicy policy;
        private final long base;
        private boolean brokeUp;

        ByPolicy(@Nullable MemoryPolicy policy, long base) {
            this.policy = policy;
            this.base = base;
        }

        @Override
        public @FrameIndex int allocate(@FrameIndex int from, int order) {
            int gfp = order == 0 ? Gfp.HIGHUSER_MOVABLE | Gfp.RETRY_MAYFAIL : Gfp.TRANSHUGE;
            @FrameIndex int frame = source.allocate(order, gfp, policy, base + (table.index(from) >>> order));
            brokeUp |= order > 0 && frame == NO_FRAME;
            return frame;
        }

        @Override
        public void giveBack(@FrameIndex int frame, int order) {
            source.free(frame, order);
        }
    }
}
