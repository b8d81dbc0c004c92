package org.mmlab.tck.contract;

import java.util.Arrays;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.virtual.GuardGaps;
import org.mmlab.api.virtual.PlacementRequest;
import org.mmlab.api.virtual.UnmappedArea;
import org.mmlab.api.virtual.VmaIndex;
import org.mmlab.tck.contract.UnmappedAreaContract.Neighbour;
import org.mmlab.tck.contract.UnmappedAreaContract.Search;
import org.mmlab.virtual.index.MapleVmaIndex;

/** Areas in a small address space, as an index and as a table of what each page is. */
final class UnmappedAreaModel implements GuardGaps {
    private static final int LOWEST_PAGE = 16;
    private static final int LEGACY_PAGE = 200;
    private static final int MMAP_BASE_PAGE = 500;
    private static final int END_PAGE = 600;

    private final VmaIndex index = new MapleVmaIndex();
    private final boolean[] claimed = new boolean[END_PAGE];
    private final int[] claimedStart;
    private final int[] end;
    private int areas;

    UnmappedAreaModel(List<Neighbour> neighbours) {
        claimedStart = new int[neighbours.size()];
        end = new int[neighbours.size()];
        int page = LOWEST_PAGE;
        for (Neighbour each : neighbours) {
            int claim = page + each.gap();
            int start = claim + each.guard();
            page = start + each.pages();
            if (page > END_PAGE) {
                return;
            }
            claimedStart[areas] = claim;
            end[areas] = page;
            index.insert(address(start), address(page), areas++);
            Arrays.fill(claimed, claim, page, true);
        }
    }

    /** Searches, and compares what comes out with the table. */
    void place(UnmappedArea policy, Search search) {
        PlacementRequest request = request(search);
        @VirtAddr long given = policy.place(index, request);
        unchanged(policy);
        String question = search + " among " + areas + " areas";
        Subject.check(
                policy,
                "place of " + question + ", asked again,",
                Addresses.rawVirt(policy.place(index, request)),
                Addresses.rawVirt(given));
        if (given == VmaIndex.NO_GAP) {
            if (ampleRoom(search)) {
                throw Subject.wrong(
                        policy, question + " finds no place, though there is ample room above the legacy base");
            }
            return;
        }
        check(policy, question + " is placed at 0x" + Long.toHexString(Addresses.rawVirt(given)), search, given);
    }

    private void check(UnmappedArea policy, String what, Search search, @VirtAddr long given) {
        long raw = Addresses.rawVirt(given);
        long page = raw >> Addresses.PAGE_SHIFT;
        if (raw != page << Addresses.PAGE_SHIFT || (page - search.offsetPages()) % search.alignPages() != 0) {
            throw Subject.wrong(policy, what + ", which is not aligned");
        }
        long last = page + search.pages();
        boolean below = policy.topDown() && page >= LOWEST_PAGE && last <= MMAP_BASE_PAGE;
        if (!below && (page < LEGACY_PAGE || last > END_PAGE)) {
            throw Subject.wrong(policy, what + ", which is out of bounds");
        }
        for (int each = (int) page; each < last; each++) {
            if (claimed[each]) {
                throw Subject.wrong(
                        policy, what + ", of which page " + (each - page) + " is another area's or its guard's");
            }
        }
    }

    private void unchanged(UnmappedArea policy) {
        Subject.check(policy, "size of the index after place", index.size(), areas);
        for (int area = 0; area < areas; area++) {
            Subject.check(policy, "area in the index after place", index.find(address(end[area] - 1)), area);
        }
    }

    /** Whether, above the legacy base, a run of free pages holds the place wherever its alignment begins. */
    private boolean ampleRoom(Search search) {
        int ample = search.pages() + 2 * (search.alignPages() - 1);
        int free = 0;
        for (int page = LEGACY_PAGE; page < END_PAGE; page++) {
            free = claimed[page] ? 0 : free + 1;
            if (free >= ample) {
                return true;
            }
        }
        return false;
    }

    private PlacementRequest request(Search search) {
        return new PlacementRequest(
                (long) search.pages() << Addresses.PAGE_SHIFT,
                address(LOWEST_PAGE),
                address(LEGACY_PAGE),
                address(MMAP_BASE_PAGE),
                address(END_PAGE),
                (search.alignPages() - 1L) << Addresses.PAGE_SHIFT,
                (long) search.offsetPages() << Addresses.PAGE_SHIFT,
                this);
    }

    @Override
    public @VirtAddr long claimedStart(int area) {
        return address(claimedStart[area]);
    }

    @Override
    public @VirtAddr long end(int area) {
        return address(end[area]);
    }

    private static @VirtAddr long address(int page) {
        return Addresses.virt((long) page << Addresses.PAGE_SHIFT);
    }
}
