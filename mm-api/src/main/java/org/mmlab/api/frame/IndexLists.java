package org.mmlab.api.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Doubly linked lists threaded through two arrays by index: an index is on one list at most, and every operation is O(1)
 * and allocation-free. Linux's {@code list_head}, with eight bytes an element.
 *
 * <p>In checked mode the owner of every index is kept as well, and an operation on the wrong list throws and names both
 * lists; unchecked, such a call corrupts the lists, as it would in the kernel. Confined to one thread.
 */
public final class IndexLists {
    /** No index: the end of a list. */
    public static final int NONE = -1;

    /** Whether list membership is checked at every operation. */
    public enum Checks {
        /** Trust the caller. */
        OFF,
        /** Throw on an operation on the wrong list. */
        ON
    }

    private int[] next;
    private int[] prev;
    private int @Nullable [] owner; // list + 1; 0 = on none
    private int[] first = new int[8];
    private int[] last = new int[8];
    private int[] size = new int[8];
    private final List<String> names = new ArrayList<>();

    /** Room for indexes 0..capacity-1, and no list. */
    public IndexLists(int capacity, Checks checks) {
        next = new int[capacity];
        prev = new int[capacity];
        owner = checks == Checks.ON ? new int[capacity] : null;
    }

    /** Makes room for indexes up to {@code capacity - 1}. */
    public void ensureCapacity(int capacity) {
        if (capacity > next.length) {
            next = Arrays.copyOf(next, capacity);
            prev = Arrays.copyOf(prev, capacity);
            if (owner != null) {
                owner = Arrays.copyOf(owner, capacity);
            }
        }
    }

    /** A new empty list; its name stands in error messages. Returns the list's number. */
    public int newList(String name) {
        int list = names.size();
        names.add(name);
        if (list == first.length) {
            first = Arrays.copyOf(first, list * 2);
            last = Arrays.copyOf(last, list * 2);
            size = Arrays.copyOf(size, list * 2);
        }
        first[list] = NONE;
        last[list] = NONE;
        return list;
    }

    /** The name given to a list. */
    public String name(int list) {
        return names.get(list);
    }

    /** Number of lists. */
    public int lists() {
        return names.size();
    }

    /** Number of indexes on a list. */
    public int size(int list) {
        return size[list];
    }

    /** Head of a list, or {@link #NONE}. */
    public int first(int list) {
        return first[list];
    }

    /** Tail of a list, or {@link #NONE}. */
    public int last(int list) {
        return last[list];
    }

    /** The neighbour of {@code index} towards the tail, or {@link #NONE}. */
    public int next(int index) {
        return next[index];
    }

    /** The neighbour of {@code index} towards the head, or {@link #NONE}. */
    public int previous(int index) {
        return prev[index];
    }

    /** Adds at the head. */
    public void addFirst(int list, int index) {
        claim(list, index);
        int old = first[list];
        prev[index] = NONE;
        next[index] = old;
        if (old == NONE) {
            last[list] = index;
        } else {
            prev[old] = index;
        }
        first[list] = index;
        size[list]++;
    }

    /** Adds at the tail. */
    public void addLast(int list, int index) {
        claim(list, index);
        int old = last[list];
        next[index] = NONE;
        prev[index] = old;
        if (old == NONE) {
            first[list] = index;
        } else {
            next[old] = index;
        }
        last[list] = index;
        size[list]++;
    }

    /** Adds {@code index} on the head side of {@code position}, which is on the list. */
    public void addBefore(int list, int position, int index) {
        int before = prev[position];
        if (before == NONE) {
            addFirst(list, index);
            return;
        }
        claim(list, index);
        prev[index] = before;
        next[index] = position;
        next[before] = index;
        prev[position] = index;
        size[list]++;
    }

    /** Takes an index off its list. */
    public void remove(int list, int index) {
        release(list, index);
        int before = prev[index];
        int after = next[index];
        if (before == NONE) {
            first[list] = after;
        } else {
            next[before] = after;
        }
        if (after == NONE) {
            last[list] = before;
        } else {
            prev[after] = before;
        }
        size[list]--;
    }

    /** Takes the head off a list and gives it, or {@link #NONE}. */
    public int pollFirst(int list) {
        int index = first[list];
        if (index != NONE) {
            remove(list, index);
        }
        return index;
    }

    /** Takes the tail off a list and gives it, or {@link #NONE}. */
    public int pollLast(int list) {
        int index = last[list];
        if (index != NONE) {
            remove(list, index);
        }
        return index;
    }

    /** Moves an index of the list to its head. */
    public void moveToFirst(int list, int index) {
        if (first[list] != index || owner != null) {
            remove(list, index);
            addFirst(list, index);
        }
    }

    /** Moves an index of the list to its tail. */
    public void moveToLast(int list, int index) {
        if (last[list] != index || owner != null) {
            remove(list, index);
            addLast(list, index);
        }
    }

    /** In checked mode the list that holds {@code index}, else {@link #NONE}; {@link #NONE} also where no list holds it. */
    public int ownerOf(int index) {
        return owner == null ? NONE : owner[index] - 1;
    }

    /** Whether membership is checked. */
    public Checks checks() {
        return owner == null ? Checks.OFF : Checks.ON;
    }

    private void claim(int list, int index) {
        if (owner != null) {
            if (owner[index] != 0) {
                throw new IllegalStateException("index " + index + " cannot join list '" + names.get(list)
                        + "': it is on list '" + names.get(owner[index] - 1) + "'");
            }
            owner[index] = list + 1;
        }
    }

    private void release(int list, int index) {
        if (owner != null) {
            if (owner[index] != list + 1) {
                throw new IllegalStateException(
                        "index " + index + " cannot leave list '" + names.get(list) + "': it is on "
                                + (owner[index] == 0 ? "no list" : "list '" + names.get(owner[index] - 1) + "'"));
            }
            owner[index] = 0;
        }
    }
}
