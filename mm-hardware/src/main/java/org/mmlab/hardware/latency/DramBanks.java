package org.mmlab.hardware.latency;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/**
 * The row buffers of one node's DRAM under the open-page policy: a row stays open until another of its bank is wanted. 16 banks
 * with rows of 8 KiB, as in a rank of x8 DDR4 devices (JEDEC JESD79-4: 4 bank groups of 4 banks, 1 KiB pages by 8 devices);
 * neighbouring rows lie in different banks.
 */
public final class DramBanks {
    private static final int BANKS = 16;
    private static final int ROW_SHIFT = 13;
    private static final long CLOSED = -1;

    private final long[] open = new long[BANKS];
    private long rowHits;
    private long rowMisses;
    private long rowConflicts;

    /** All rows closed. */
    public DramBanks() {
        Arrays.fill(open, CLOSED);
    }

    /** An access; opens the row and says what was there before. */
    public RowState access(@PhysAddr long address) {
        long row = Addresses.rawPhys(address) >>> ROW_SHIFT;
        int bank = (int) row & (BANKS - 1);
        long before = open[bank];
        open[bank] = row;
        if (before == row) {
            rowHits++;
            return RowState.OPEN;
        }
        if (before == CLOSED) {
            rowMisses++;
            return RowState.CLOSED;
        }
        rowConflicts++;
        return RowState.OTHER;
    }

    /** Closes all rows, as a refresh does. */
    public void refresh() {
        Arrays.fill(open, CLOSED);
    }

    /** Accesses to the open row. */
    public long rowHits() {
        return rowHits;
    }

    /** Accesses to a bank without an open row. */
    public long rowMisses() {
        return rowMisses;
    }

    /** Accesses that had to close another row. */
    public long rowConflicts() {
        return rowConflicts;
    }
}
