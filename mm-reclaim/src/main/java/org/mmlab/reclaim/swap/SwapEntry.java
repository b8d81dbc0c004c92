package org.mmlab.reclaim.swap;

/** A swap entry as an int: 5 bits of area over 26 bits of slot (Linux: {@code swp_entry_t}). Never 0: slot 0 is the header. */
final class SwapEntry {
    /** Greatest number of areas. */
    static final int MAX_AREAS = 32;
    /** Greatest number of slots of an area: 256 GiB. */
    static final int MAX_SLOTS = 1 << 26;

    private static final int SLOT_BITS = 26;

    private SwapEntry() {}

    static int of(int area, int slot) {
        return area << SLOT_BITS | slot;
    }

    static int area(int entry) {
        return entry >>> SLOT_BITS;
    }

    static int slot(int entry) {
        return entry & (MAX_SLOTS - 1);
    }
}
