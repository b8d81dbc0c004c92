package org.mmlab.virtual.frame;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.Lru;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.virtual.mm.Vma;

/**
 * Allocates frames for address spaces and counts the references that keep them. The references of a compound page are counted
 * at its head, whichever of its frames is named.
 *
 * <p>O(1) apart from zeroing; confined to the machine's thread; allocates nothing.
 */
public final class Frames {
    /** log2 of the frames of a huge page that one pmd maps on x86 (Linux: {@code HPAGE_PMD_ORDER}). */
    public static final int HUGE_ORDER = 9;

    private final FrameTable table;
    private final FrameSource source;
    private final FrameContents contents;
    private final Lru lru;

    /** Over the machine's parts. */
    public Frames(FrameTable table, FrameSource source, FrameContents contents, Lru lru) {
        this.table = table;
        this.source = source;
        this.contents = contents;
        this.lru = lru;
    }

    /** The frame table. */
    public FrameTable table() {
        return table;
    }

    /**
     * A frame for a page of an area, from where the area's policy says; its contents do not matter, and it has one reference.
     *
     * @return {@code NO_FRAME} where memory ran out
     */
    public @FrameIndex int allocate(Vma vma, long page) {
        @FrameIndex int frame = forArea(0, Gfp.HIGHUSER_MOVABLE, vma, page);
        if (frame != NO_FRAME) {
            table.set(frame, FrameFlag.UPTODATE);
        }
        return frame;
    }

    private @FrameIndex int forArea(int order, int gfp, Vma vma, long page) {
        @VirtAddr long address = Addresses.virtOfVpn(page);
        Mempolicy policy = vma.policyAt(address);
        @Nullable MemoryPolicy decision = policy == null ? null : policy.decision();
        return source.allocate(order, gfp, decision, vma.interleaveIndex(address, order));
    }

    /** The same, zeroed. */
    public @FrameIndex int allocateZeroed(Vma vma, long page) {
        @FrameIndex int frame = allocate(vma, page);
        if (frame != NO_FRAME) {
            contents.zero(frame);
        }
        return frame;
    }

    /** A zeroed huge page for nobody in particular, with one reference; {@code NO_FRAME} where none can be had. */
    public @FrameIndex int allocateHuge(int gfp) {
        return zeroHuge(source.allocate(HUGE_ORDER, gfp));
    }

    /** The same for the extent of a page of an area, from where the area's policy says. */
    public @FrameIndex int allocateHuge(int gfp, Vma vma, long page) {
        return zeroHuge(forArea(HUGE_ORDER, gfp, vma, page));
    }

    /** The same, from where a policy says that is nobody's. */
    public @FrameIndex int allocateHuge(int gfp, MemoryPolicy policy) {
        return zeroHuge(source.allocate(HUGE_ORDER, gfp, policy, MemoryPolicy.NO_INDEX));
    }

    private @FrameIndex int zeroHuge(@FrameIndex int head) {
        if (head != NO_FRAME) {
            table.set(head, FrameFlag.UPTODATE);
            int first = Addresses.rawFrame(head);
            for (int i = 0; i < 1 << HUGE_ORDER; i++) {
                contents.zero(Addresses.frame(first + i));
            }
        }
        return head;
    }

    /**
     * Frames in a row, aligned and as many as a huge page has, each a page of its own with one reference; their contents do not
     * matter until {@link #zero}.
     *
     * @return the first; {@code NO_FRAME} where no row can be had
     */
    public @FrameIndex int reserveRow(int gfp, Vma vma, long page) {
        @FrameIndex int first = forArea(HUGE_ORDER, gfp, vma, page);
        if (first != NO_FRAME) {
            source.dissolve(first);
            for (int i = 0; i < 1 << HUGE_ORDER; i++) {
                table.setRefcount(Addresses.frame(Addresses.rawFrame(first) + i), 1);
            }
        }
        return first;
    }

    /** Fills a frame that is about to be mapped with zeros. */
    public void zero(@FrameIndex int frame) {
        contents.zero(frame);
        table.set(frame, FrameFlag.UPTODATE);
    }

    /**
     * Makes one huge page, with one reference, of a row of single frames that nothing maps or lists any more but the LRU; keeps what
     * they hold.
     */
    public @FrameIndex int compose(@FrameIndex int first) {
        for (int i = 0; i < 1 << HUGE_ORDER; i++) {
            @FrameIndex int frame = Addresses.frame(Addresses.rawFrame(first) + i);
            lru.remove(frame);
            table.clear(frame, FrameFlag.OF_CONTENTS);
            table.clearMapping(frame);
            table.setMapcount(frame, 0);
            table.setRefcount(frame, 0);
        }
        source.compose(first, HUGE_ORDER);
        table.setRefcount(first, 1);
        table.set(first, FrameFlag.UPTODATE);
        return first;
    }

    /** The node that a frame belongs to. */
    public int node(@FrameIndex int frame) {
        return source.node(frame);
    }

    /** Makes {@code to} hold what {@code from} holds. */
    public void copy(@FrameIndex int from, @FrameIndex int to) {
        contents.copy(from, to);
    }

    /** Whether a frame is known to hold nothing but zeros; never on a machine that keeps no contents. */
    public boolean isZero(@FrameIndex int frame) {
        return contents.isZero(frame);
    }

    /** log2 of the frames of the page that {@code frame} belongs to. */
    public int order(@FrameIndex int frame) {
        return isLarge(frame) ? source.order(table.head(frame)) : 0;
    }

    /** Whether a frame is part of a compound page. */
    public boolean isLarge(@FrameIndex int frame) {
        return table.hasAny(frame, FrameFlag.HEAD | FrameFlag.TAIL);
    }

    /** Makes single frames of a compound page; see {@link FrameSource#dissolve}. */
    public void dissolve(@FrameIndex int head) {
        source.dissolve(head);
    }

    /** Takes a reference. */
    public void get(@FrameIndex int frame) {
        table.addRef(table.head(frame), 1);
    }

    /** Takes {@code count} references. */
    public void get(@FrameIndex int frame, int count) {
        table.addRef(table.head(frame), count);
    }

    /** References to the page that {@code frame} belongs to. */
    public int references(@FrameIndex int frame) {
        return table.refcount(table.head(frame));
    }

    /** Drops a reference; the last one frees the page (Linux: {@code folio_put}). */
    public void put(@FrameIndex int frame) {
        @FrameIndex int head = table.head(frame);
        int left = table.addRef(head, -1);
        if (left == 0) {
            free(head);
        } else if (left < 0) {
            throw new IllegalStateException(
                    "frame " + Addresses.rawFrame(head) + " lost a reference that nobody held: its count is " + left);
        }
    }

    private void free(@FrameIndex int head) {
        lru.remove(head);
        int order = table.has(head, FrameFlag.HEAD) ? source.order(head) : 0;
        int first = Addresses.rawFrame(head);
        for (int i = 0; i < 1 << order; i++) {
            @FrameIndex int frame = Addresses.frame(first + i);
            table.clear(frame, FrameFlag.OF_CONTENTS);
            table.clearMapping(frame);
        }
        source.free(head, order);
    }
}
