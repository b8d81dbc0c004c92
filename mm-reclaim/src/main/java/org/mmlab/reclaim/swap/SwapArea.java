package org.mmlab.reclaim.swap;

import java.util.BitSet;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.reclaim.SwapBackend;
import org.mmlab.reclaim.index.RadixTree;
import org.mmlab.reclaim.index.Slot;

/** One swap area: its backend, the users of each slot (Linux: {@code swap_map}) and its part of the swap cache. */
final class SwapArea {
    final String name;
    final int number;
    final int priority;
    final SwapBackend backend;
    final short[] users;
    /** By slot: the cached frame, or the shadow of an evicted one. */
    final RadixTree cache = new RadixTree();
    /** Slots whose page holds nothing but zeros; each is set anew before its page can be read (Linux: {@code zeromap}). */
    final BitSet zeros = new BitSet();
    /** Slots in use. */
    int used;

    SwapArea(String name, int number, int priority, SwapBackend backend) {
        this.name = name;
        this.number = number;
        this.priority = priority;
        this.backend = backend;
        users = new short[backend.slots()];
    }

    /** Slots that can be given out. */
    int usable() {
        return users.length - 1;
    }

    /**
     * Checks what the backend gave out.
     *
     * @throws PolicyException unless these are slots of the area, aligned, and nobody uses them
     */
    void checkFree(int slot, int count) {
        String wrong = "";
        if (slot < 1 || slot > users.length - count || (slot & count - 1) != 0) {
            wrong = "which are not " + count + " aligned slots of 1 to " + (users.length - 1);
        } else {
            for (int i = slot; i < slot + count && wrong.isEmpty(); i++) {
                wrong = users[i] != 0 || Slot.isFrame(cache.get(i)) ? "of which slot " + i + " is in use" : "";
            }
        }
        if (!wrong.isEmpty()) {
            throw PolicyException.brokenBy(
                    SwapBackend.class,
                    backend,
                    "allocate",
                    "slots " + slot + " to " + (slot + count - 1L) + ", " + wrong,
                    "give free slots, or NO_SLOT");
        }
    }
}
