package org.mmlab.physical.firmware;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/**
 * Makes disjoint, ascending ranges of overlapping ones: wherever ranges overlap the highest type wins (Linux: the sweep in
 * {@code e820__update_table}). O(n log n) for the sort, O(n) for each point at which something overlaps.
 */
final class E820Overlaps {
    /** A range begins or ends here. */
    private record Change(@PhysAddr long at, E820Entry entry, Side side) implements Comparable<Change> {
        @Override
        public int compareTo(Change other) {
            int byAddress = Long.compareUnsigned(Addresses.rawPhys(at), Addresses.rawPhys(other.at));
            return byAddress != 0 ? byAddress : side.compareTo(other.side);
        }
    }

    /** At one address beginnings come first. */
    private enum Side {
        START,
        END
    }

    private final List<E820Entry> open = new ArrayList<>();
    private final List<E820Entry> result = new ArrayList<>();
    private int currentType = E820Type.NONE;
    private @PhysAddr long currentStart;

    private E820Overlaps() {}

    static List<E820Entry> resolve(List<E820Entry> entries) {
        List<Change> changes = new ArrayList<>();
        for (E820Entry entry : entries) {
            if (entry.bytes() != 0) {
                changes.add(new Change(entry.start(), entry, Side.START));
                changes.add(new Change(entry.end(), entry, Side.END));
            }
        }
        Collections.sort(changes);
        E820Overlaps sweep = new E820Overlaps();
        changes.forEach(sweep::pass);
        return sweep.result;
    }

    private void pass(Change change) {
        if (change.side() == Side.START) {
            open.add(change.entry());
        } else {
            open.remove(change.entry());
        }
        int type = highestOpen();
        if (type != currentType || E820Type.staysApart(type)) {
            if (currentType != E820Type.NONE && change.at() != currentStart) {
                result.add(new E820Entry(currentStart, change.at() - currentStart, currentType));
            }
            currentType = type;
            currentStart = change.at();
        }
    }

    private int highestOpen() {
        int highest = E820Type.NONE;
        for (E820Entry entry : open) {
            highest = Integer.compareUnsigned(entry.type(), highest) > 0 ? entry.type() : highest;
        }
        return highest;
    }
}
