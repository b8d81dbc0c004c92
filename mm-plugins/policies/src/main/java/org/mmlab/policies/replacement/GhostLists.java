package org.mmlab.policies.replacement;

import java.util.Arrays;
import org.mmlab.api.frame.IndexLists;

/**
 * Pages that were evicted and are remembered, on lists by recency of their eviction; a page is on one list at most.
 *
 * <p>Nine bytes for every page number that was ever remembered or above which one was; every operation is O(1).
 */
public final class GhostLists {

    /** On no list. */
    public static final int NOWHERE = 0;

    /** No page: what {@link #oldest} gives for an empty list. */
    public static final int NO_PAGE = IndexLists.NONE;

    private static final int FIRST_ROOM = 1024;

    private final IndexLists lists = new IndexLists(FIRST_ROOM, IndexLists.Checks.OFF);
    private byte[] where = new byte[FIRST_ROOM];
    private int recalled = NO_PAGE;
    private int recalledFrom = NOWHERE;

    /** As many empty lists as there are names; the first is number 1. */
    public GhostLists(String... names) {
        lists.newList("no ghost list");
        for (String name : names) {
            lists.newList(name);
        }
    }

    /** The list that a page is on, or {@link #NOWHERE}. */
    public int listOf(int page) {
        return page >= 0 && page < where.length ? where[page] : NOWHERE;
    }

    /**
     * Takes a page that will be admitted next off its list, before the victim that makes room for it joins one; {@link #take}
     * still tells where it was. Published algorithms look a page up first and evict afterwards: a full list then has room.
     *
     * @return the list that it was on, or {@link #NOWHERE}
     */
    public int recall(int page) {
        if (page != recalled) {
            recalledFrom = listOf(page);
            recalled = page;
            forget(page);
        }
        return recalledFrom;
    }

    /** Takes a page that is being admitted off its list and gives the list, also if it was {@link #recall recalled} before. */
    public int take(int page) {
        int from = recall(page);
        recalled = NO_PAGE;
        return from;
    }

    /** Number of pages on a list. */
    public int size(int list) {
        return lists.size(list);
    }

    /** Remembers a page that is on no list, as the most recent one of a list. */
    public void remember(int list, int page) {
        if (page >= where.length) {
            int room = Math.max(page + 1, where.length + (where.length >> 1));
            where = Arrays.copyOf(where, room);
            lists.ensureCapacity(room);
        }
        where[page] = (byte) list;
        lists.addFirst(list, page);
    }

    /** Forgets a page, if it is remembered. */
    public void forget(int page) {
        int list = listOf(page);
        if (list != NOWHERE) {
            lists.remove(list, page);
            where[page] = NOWHERE;
        }
    }

    /** The page on a list that was remembered first, or {@link #NO_PAGE}. */
    public int oldest(int list) {
        return lists.last(list);
    }

    /** Forgets the oldest pages of a list until it has at most {@code most}. */
    public void trim(int list, int most) {
        while (lists.size(list) > Math.max(0, most)) {
            forget(lists.last(list));
        }
    }
}
