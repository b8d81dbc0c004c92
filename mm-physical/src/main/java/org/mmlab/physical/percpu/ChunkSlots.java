package org.mmlab.physical.percpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The lists of chunks: by the longest free run that a chunk promises; behind them those that were set aside, those that are all free, and
 * those whose pages are to be given back (Linux: {@code pcpu_chunk_lists}).
 */
final class ChunkSlots {
    /** Slots below this one hold chunks that are not worth another look for a larger request. */
    static final int FAIL_THRESHOLD = 3;

    private static final int BASE_SHIFT = 5;

    private final List<List<Chunk>> lists = new ArrayList<>();
    private final int unitBytes;
    private final int sidelined;

    ChunkSlots(int unitBytes) {
        this.unitBytes = unitBytes;
        sidelined = sizeSlot(unitBytes) + 1;
        for (int slot = 0; slot <= toDepopulate(); slot++) {
            lists.add(new ArrayList<>());
        }
    }

    private static int sizeSlot(int bytes) {
        int highestBit = Integer.SIZE - Integer.numberOfLeadingZeros(bytes);
        return Math.max(highestBit - BASE_SHIFT + 2, 1);
    }

    /** Chunks whose pages were given back; they are used again before a new one is made. */
    int sidelined() {
        return sidelined;
    }

    /** Chunks without any allocation. */
    int free() {
        return sidelined + 1;
    }

    /** Chunks whose empty pages are to be given back. */
    int toDepopulate() {
        return sidelined + 2;
    }

    /** Where chunks are that promise a run of some bytes (Linux: {@code pcpu_size_to_slot}). */
    int of(int bytes) {
        return bytes == unitBytes ? free() : sizeSlot(bytes);
    }

    /** Where a chunk belongs (Linux: {@code pcpu_chunk_slot}). */
    int of(Chunk chunk) {
        int promised = chunk.promisedBytes();
        return promised == 0 ? 0 : of(promised);
    }

    /** Puts a chunk, which may be on another list, at the head of one. */
    void toHead(Chunk chunk, int slot) {
        remove(chunk);
        lists.get(slot).add(0, chunk);
        chunk.slot = slot;
    }

    /** Puts a chunk, which may be on another list, at the tail of one. */
    void toTail(Chunk chunk, int slot) {
        remove(chunk);
        lists.get(slot).add(chunk);
        chunk.slot = slot;
    }

    /** Takes a chunk off its list. */
    void remove(Chunk chunk) {
        if (chunk.slot != ChunkMap.NONE) {
            lists.get(chunk.slot).remove(chunk);
            chunk.slot = ChunkMap.NONE;
        }
    }

    /** Moves a chunk to where it belongs now; ahead of the others if it has gained (Linux: {@code pcpu_chunk_relocate}). */
    void relocate(Chunk chunk, int before) {
        int now = of(chunk);
        if (chunk.isolated || before == now) {
            return;
        }
        if (before < now) {
            toHead(chunk, now);
        } else {
            toTail(chunk, now);
        }
    }

    /** The chunks of a list, head first; a copy. */
    List<Chunk> list(int slot) {
        return List.copyOf(lists.get(slot));
    }

    /** Number of lists. */
    int count() {
        return lists.size();
    }
}
