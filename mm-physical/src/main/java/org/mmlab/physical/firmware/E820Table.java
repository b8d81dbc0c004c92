package org.mmlab.physical.firmware;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;

/**
 * The map as the kernel edits it during boot (Linux: {@code struct e820_table} and the functions on it). Ranges may overlap and
 * be out of order until {@link #update}; a removed range stays as one of size 0 until then.
 */
public final class E820Table {
    /** Room of a kernel for 1024 nodes (Linux: {@code E820_MAX_ENTRIES}); what exceeds it is ignored. */
    public static final int MAX_ENTRIES = 128 + 3 * 1024;

    private static final long NOTHING_ABOVE = -1L;
    private static final E820Entry REMOVED = new E820Entry(Addresses.phys(0), 0, E820Type.NONE);

    private List<E820Entry> entries = new ArrayList<>();

    /** A table with the ranges of a map. */
    public static E820Table of(FirmwareMap map) {
        E820Table table = new E820Table();
        table.entries.addAll(map.entries());
        return table;
    }

    /** The ranges as they are now. */
    public List<E820Entry> entries() {
        return List.copyOf(entries);
    }

    /** Adds a range and looks at nothing else. */
    public void add(@PhysAddr long start, long bytes, int type) {
        if (entries.size() < MAX_ENTRIES) {
            entries.add(new E820Entry(start, bytes, type));
        }
    }

    /** Forgets everything, as {@code memmap=exactmap} does. */
    public void clear() {
        entries.clear();
    }

    /** Gives another type to what of a range has the old one; returns how many bytes that were (Linux: {@code e820__range_update}). */
    public long changeType(@PhysAddr long start, long bytes, int oldType, int newType) {
        long changed = 0;
        @PhysAddr long end = endOf(start, bytes);
        for (int i = 0; i < entries.size(); i++) {
            E820Entry entry = entries.get(i);
            if (entry.type() != oldType) {
                continue;
            }
            @PhysAddr long from = max(start, entry.start());
            @PhysAddr long to = min(end, entry.end());
            if (covers(start, end, entry)) {
                entries.set(i, entry.withType(newType));
                changed += entry.bytes();
            } else if (below(from, to)) {
                add(from, to - from, newType);
                cut(i, from, to);
                changed += to - from;
            }
        }
        return changed;
    }

    /** Removes what of a range has a type; returns how many bytes that were (Linux: {@code e820__range_remove} with its check). */
    public long remove(@PhysAddr long start, long bytes, int type) {
        return remove(start, bytes, type, TypeCheck.THIS_TYPE);
    }

    /** Removes a range whatever it is. */
    public long removeAny(@PhysAddr long start, long bytes) {
        return remove(start, bytes, E820Type.NONE, TypeCheck.ANY_TYPE);
    }

    private enum TypeCheck {
        THIS_TYPE,
        ANY_TYPE
    }

    private long remove(@PhysAddr long start, long bytes, int type, TypeCheck check) {
        long removed = 0;
        @PhysAddr long end = endOf(start, bytes);
        for (int i = 0; i < entries.size(); i++) {
            E820Entry entry = entries.get(i);
            if (check == TypeCheck.THIS_TYPE && entry.type() != type) {
                continue;
            }
            @PhysAddr long from = max(start, entry.start());
            @PhysAddr long to = min(end, entry.end());
            if (covers(start, end, entry)) {
                entries.set(i, REMOVED);
                removed += entry.bytes();
            } else if (below(from, to)) {
                cut(i, from, to);
                removed += to - from;
            }
        }
        return removed;
    }

    /**
     * Sorts the table, resolves overlaps in favour of the highest type and joins neighbours; says whether it could, which it
     * cannot with fewer than two ranges or one that wraps (Linux: {@code e820__update_table}).
     */
    public boolean update() {
        if (entries.size() < 2 || entries.stream().anyMatch(entry -> below(entry.end(), entry.start()))) {
            return false;
        }
        entries = E820Overlaps.resolve(entries);
        return true;
    }

    /** Whether every byte of a range has a type (Linux: {@code e820__mapped_all}); for a table that is up to date. */
    public boolean mappedAll(@PhysAddr long start, @PhysAddr long end, int type) {
        @PhysAddr long from = start;
        for (E820Entry entry : entries) {
            boolean touches = below(entry.start(), end) && below(from, entry.end());
            if (entry.type() != type || !touches) {
                continue;
            }
            if (!below(from, entry.start())) {
                from = entry.end();
            }
            if (!below(from, end)) {
                return true;
            }
        }
        return false;
    }

    /** The frame after the last usable one, ACPI tables included, at most {@code limit} (Linux: {@code e820__end_ram_pfn}). */
    public @Pfn long endOfRamPfn(@Pfn long limit) {
        @Pfn long last = Addresses.pfn(0);
        for (E820Entry entry : entries) {
            if (entry.type() != E820Type.RAM && entry.type() != E820Type.ACPI) {
                continue;
            }
            @Pfn long start = Addresses.pfnOf(entry.start());
            @Pfn long end = Addresses.pfnOf(entry.end());
            if (start >= limit) {
                continue;
            }
            if (end > limit) {
                return limit;
            }
            last = end > last ? end : last;
        }
        return last;
    }

    /** Takes [{@code from}, {@code to}) out of a range that is not wholly in it; the part above becomes a range of its own. */
    private void cut(int index, @PhysAddr long from, @PhysAddr long to) {
        E820Entry entry = entries.get(index);
        boolean keepsLow = below(entry.start(), from);
        boolean keepsHigh = below(to, entry.end());
        if (keepsLow && keepsHigh) {
            add(to, entry.end() - to, entry.type());
        }
        entries.set(index, keepsLow ? entry.withBounds(entry.start(), from) : entry.withBounds(to, entry.end()));
    }

    private static boolean covers(@PhysAddr long start, @PhysAddr long end, E820Entry entry) {
        return !below(entry.start(), start) && !below(end, entry.end());
    }

    private static @PhysAddr long endOf(@PhysAddr long start, long bytes) {
        long room = NOTHING_ABOVE - Addresses.rawPhys(start);
        return start + (Long.compareUnsigned(bytes, room) > 0 ? room : bytes);
    }

    private static boolean below(@PhysAddr long a, @PhysAddr long b) {
        return Long.compareUnsigned(Addresses.rawPhys(a), Addresses.rawPhys(b)) < 0;
    }

    private static @PhysAddr long max(@PhysAddr long a, @PhysAddr long b) {
        return below(a, b) ? b : a;
    }

    private static @PhysAddr long min(@PhysAddr long a, @PhysAddr long b) {
        return below(a, b) ? a : b;
    }
}
