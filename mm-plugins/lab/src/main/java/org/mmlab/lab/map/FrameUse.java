package org.mmlab.lab.map;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;

/** What a frame is used for, in the order in which a picture stacks it. */
enum FrameUse {
    /** Never handed to the page allocator: the kernel's image, frame metadata. */
    RESERVED('R', "reserved at boot", "#4d4d4d", 240),
    /** Allocated and not movable: page tables and whatever else the kernel keeps. */
    KERNEL('K', "kernel, not movable", "#d55e00", 166),
    /** A page of a user that cannot be moved now: locked into memory, under I/O, or referenced by more than its mappings and caches. */
    PINNED('P', "pinned or locked", "#cc79a7", 175),
    /** Anonymous memory. */
    ANON('A', "anonymous, movable", "#0072b2", 32),
    /** Pages of files, shared memory included. */
    FILE('F', "file, movable", "#e69f00", 214),
    /** Free, in a block smaller than a pageblock. */
    FRAGMENT(':', "free, less than a pageblock", "#9fb0bb", 248),
    /** Free, in a block of a pageblock at the least. */
    FREE('.', "free", "#dde5ea", 254);

    private final char letter;
    private final String label;
    private final String colour;
    private final int terminalColour;

    FrameUse(char letter, String label, String colour, int terminalColour) {
        this.letter = letter;
        this.label = label;
        this.colour = colour;
        this.terminalColour = terminalColour;
    }

    /** What stands for it in plain text. */
    char letter() {
        return letter;
    }

    /** In a legend. */
    String label() {
        return label;
    }

    /** As {@code #rrggbb}. */
    String colour() {
        return colour;
    }

    /** Its number among the 256 colours of a terminal. */
    int terminalColour() {
        return terminalColour;
    }

    /** Whether it is free. */
    boolean isFree() {
        return this == FREE || this == FRAGMENT;
    }

    /** The use of a frame; free ones count as fragments, for how large their block is its first frame alone tells. */
    static FrameUse of(FrameTable table, @FrameIndex int frame) {
        if (table.has(frame, FrameFlag.RESERVED)) {
            return RESERVED;
        }
        @FrameIndex int head = table.has(frame, FrameFlag.TAIL) ? table.head(frame) : frame;
        if (table.refcount(head) == 0) {
            return FRAGMENT;
        }
        boolean anon = table.has(head, FrameFlag.ANON);
        if (!anon && table.mapping(head) == FrameTable.NO_MAPPING) {
            return KERNEL;
        }
        return isPinned(table, head, anon) ? PINNED : anon ? ANON : FILE;
    }

    private static boolean isPinned(FrameTable table, @FrameIndex int head, boolean anon) {
        if (table.hasAny(head, FrameFlag.MLOCKED | FrameFlag.UNEVICTABLE)) {
            return true;
        }
        if (table.has(head, FrameFlag.HEAD)) {
            return false; // the mappings of a huge page are counted frame by frame, and of its references nothing
            // follows
        }
        int cached = (anon ? 0 : 1) + (table.has(head, FrameFlag.SWAPCACHE) ? 1 : 0);
        return table.refcount(head) > table.mapcount(head) + cached;
    }

    /** The frames behind {@code frame} that have the same use for sure, itself included: a whole free block of the buddy allocator. */
    static int run(FrameTable table, @FrameIndex int frame) {
        return table.has(frame, FrameFlag.BUDDY) ? 1 << table.privateValue(frame) : 1;
    }
}
