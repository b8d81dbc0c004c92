package org.mmlab.physical.hotplug;

import java.util.Collection;

/** Numbers of blocks in short, as Linux writes lists: {@code 0-7,32-35}. */
public final class BlockNumbers {
    private BlockNumbers() {}

    /** The numbers of blocks that come in ascending order. */
    public static String of(Collection<MemoryBlock> blocks) {
        StringBuilder text = new StringBuilder();
        long first = -2;
        long last = -2;
        for (MemoryBlock block : blocks) {
            if (block.index() != last + 1) {
                append(text, first, last);
                first = block.index();
            }
            last = block.index();
        }
        append(text, first, last);
        return text.isEmpty() ? "none" : text.toString();
    }

    private static void append(StringBuilder text, long first, long last) {
        if (first < 0) {
            return;
        }
        text.append(text.isEmpty() ? "" : ",").append(first);
        if (last != first) {
            text.append('-').append(last);
        }
    }
}
