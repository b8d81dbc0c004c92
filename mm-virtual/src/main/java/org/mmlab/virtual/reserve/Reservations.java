package org.mmlab.virtual.reserve;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.virtual.HugePagePolicy;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;

/**
 * The reservations of a machine. Frames that nobody took yet belong to their reservation: one reference, no mapping, on no list.
 * What happens to taken ones is not followed; {@link Promotion} looks at them when the last one is taken.
 *
 * <p>A reservation ends when its extent is full, when anything of it is unmapped or moved, when a page of it is missing that was
 * there before, or when memory is short. On a machine whose policy reserves nothing all of this costs one comparison a fault.
 */
public final class Reservations {
    private final Paging paging;
    private final HugeEntries entries;
    private final HugePagePolicy policy;
    private final Promotion promotion;
    private final boolean kept;
    private final Map<Integer, NavigableMap<Long, Reservation>> bySpace = new HashMap<>();
    private final Set<Reservation> byAge = new LinkedHashSet<>();
    private long made;
    private long promoted;
    private long broken;

    /** None is made yet. */
    public Reservations(Paging paging, HugeEntries entries, HugePagePolicy policy, Promotion promotion) {
        this.paging = paging;
        this.entries = entries;
        this.policy = policy;
        this.promotion = promotion;
        this.kept = policy.reserves() && entries.pages() > 0;
    }

    /** Whether this machine makes reservations at all. */
    public boolean areKept() {
        return kept;
    }

    /**
     * The frame set aside for a page that is touched first, zeroed, with one reference; a reservation is made now where the page's
     * extent is empty, within the area, and the policy wants one. {@link #mapped} follows.
     *
     * @return the frame; {@code NO_FRAME} where the fault must allocate one
     */
    public @FrameIndex int take(MmPages mm, Vma vma, long page, HugePagePolicy.Advice advice) {
        long extent = entries.extentOf(page);
        Reservation reservation = find(mm, extent);
        if (reservation == null) {
            boolean wanted =
                    entries.fits(vma, page) && policy.atFault(advice) == HugePagePolicy.RESERVE && isEmpty(mm, extent);
            reservation = wanted ? reserve(mm, vma, extent) : null;
        }
        if (reservation == null) {
            return NO_FRAME;
        }
        int offset = (int) (page - extent);
        if (reservation.isTaken(offset)) {
            release(reservation); // the page was there, and went: the row cannot become whole
            return NO_FRAME;
        }
        reservation.take(offset);
        byAge.remove(reservation);
        byAge.add(reservation);
        @FrameIndex int frame = reservation.frame(offset);
        paging.frames().zero(frame);
        return frame;
    }

    /** The page that {@link #take} gave a frame for is mapped; a full extent is made a huge page. */
    public void mapped(MmPages mm, Vma vma, long page) {
        Reservation reservation = find(mm, entries.extentOf(page));
        if (reservation != null && reservation.isFull()) {
            forget(reservation);
            if (promotion.promote(vma, reservation)) {
                promoted++;
            }
        }
    }

    private @Nullable Reservation find(MmPages mm, long extent) {
        NavigableMap<Long, Reservation> own = bySpace.get(mm.mm().id());
        return own == null ? null : own.get(extent);
    }

    private boolean isEmpty(MmPages mm, long extent) {
        long end = extent + entries.pages();
        return Addresses.vpnOf(mm.table().nextPopulated(Addresses.virtOfVpn(extent), Addresses.virtOfVpn(end))) == end;
    }

    private @Nullable Reservation reserve(MmPages mm, Vma vma, long extent) {
        @FrameIndex int first = paging.frames().reserveRow(Gfp.TRANSHUGE_LIGHT, vma, extent);
        if (first == NO_FRAME) {
            return null;
        }
        Reservation reservation = new Reservation(mm, extent, first, entries.pages());
        bySpace.computeIfAbsent(mm.mm().id(), key -> new TreeMap<>()).put(extent, reservation);
        byAge.add(reservation);
        made++;
        return reservation;
    }

    private void forget(Reservation reservation) {
        byAge.remove(reservation);
        int id = reservation.mm().mm().id();
        NavigableMap<Long, Reservation> own = bySpace.get(id);
        if (own != null) {
            own.remove(reservation.extent());
            if (own.isEmpty()) {
                bySpace.remove(id);
            }
        }
    }

    /** Gives the unused frames back; taken ones are base pages from now on. */
    private int release(Reservation reservation) {
        forget(reservation);
        broken++;
        int freed = 0;
        for (int offset = 0; offset < entries.pages(); offset++) {
            if (!reservation.isTaken(offset)) {
                paging.frames().put(reservation.frame(offset));
                freed++;
            }
        }
        return freed;
    }

    /** Pages {@code first} to {@code end - 1} of an address space are being unmapped or moved: ends the reservations there. */
    public void release(MmPages mm, long first, long end) {
        NavigableMap<Long, Reservation> own = kept ? bySpace.get(mm.mm().id()) : null;
        if (own != null) {
            List<Reservation> there = new ArrayList<>(
                    own.subMap(entries.extentOf(first), true, end, false).values());
            there.forEach(this::release);
        }
    }

    /**
     * Memory is short: ends the reservations that were used longest ago (FreeBSD: {@code vm_reserv_reclaim_inactive}), until some
     * frames are free.
     *
     * @return frames that became free, at least {@code wanted} where there were as many
     */
    public long releaseOldest(long wanted) {
        long freed = 0;
        while (freed < wanted && !byAge.isEmpty()) {
            freed += release(byAge.iterator().next());
        }
        return freed;
    }

    /** Whether a frame is set aside and not taken. O(reservations): for checks. */
    public boolean keeps(@FrameIndex int frame) {
        return byAge.stream().anyMatch(reservation -> reservation.keeps(frame));
    }

    /** Frames that are set aside and not taken. O(reservations). */
    public long unused() {
        return byAge.stream().mapToLong(Reservation::unused).sum();
    }

    /** Reservations that were made. */
    public long made() {
        return made;
    }

    /** Reservations that became huge pages. */
    public long promoted() {
        return promoted;
    }

    /** Reservations that ended before they were full. */
    public long broken() {
        return broken;
    }

    /** Reservations there are now. */
    public int count() {
        return byAge.size();
    }
}
