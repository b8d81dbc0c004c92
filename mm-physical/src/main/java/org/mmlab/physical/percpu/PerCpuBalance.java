package org.mmlab.physical.percpu;

import java.util.List;
import org.mmlab.api.memory.Gfp;

/**
 * Keeps a few empty pages populated for requests that may not wait, gives others back, and ends all free chunks but one (Linux:
 * {@code pcpu_balance_workfn}).
 */
final class PerCpuBalance implements Runnable {
    /** Fewer empty populated pages than this start the work. */
    static final int EMPTY_LOW = 2;
    /** As many it strives for. */
    static final int EMPTY_HIGH = 4;

    private static final int GFP = Gfp.KERNEL | Gfp.NORETRY | Gfp.NOWARN;

    private final PerCpuAllocator allocator;

    PerCpuBalance(PerCpuAllocator allocator) {
        this.allocator = allocator;
    }

    @Override
    public void run() {
        freeChunks(false);
        reclaimPages();
        populatePages();
        freeChunks(true);
    }

    /** Ends free chunks but the first on their list; at times those alone that hold no page (Linux: {@code pcpu_balance_free}). */
    private void freeChunks(boolean emptyOnly) {
        List<Chunk> free = allocator.slots().list(allocator.slots().free());
        for (int i = 1; i < free.size(); i++) {
            Chunk chunk = free.get(i);
            if (!emptyOnly || chunk.emptyPages == 0) {
                int from = chunk.populated.nextSetBit(0);
                while (from >= 0) {
                    int to = chunk.populated.nextClearBit(from);
                    allocator.depopulate(chunk, from, to);
                    from = chunk.populated.nextSetBit(to);
                }
                allocator.destroy(chunk);
            }
        }
    }

    /** Takes empty pages out of the chunks set aside for it, from their ends (Linux: {@code pcpu_reclaim_populated}). */
    private void reclaimPages() {
        ChunkSlots slots = allocator.slots();
        List<Chunk> waiting = slots.list(slots.toDepopulate());
        while (!waiting.isEmpty()) {
            Chunk chunk = waiting.get(0);
            boolean shortage = !depopulateEmpty(chunk);
            if (shortage || chunk.freeBytes == allocator.info().unitSize()) {
                allocator.reintegrate(chunk);
            } else {
                slots.toTail(chunk, slots.sidelined());
            }
            waiting = slots.list(slots.toDepopulate());
        }
    }

    /** Gives empty pages back; false where it had to stop because the others have too few. */
    private boolean depopulateEmpty(Chunk chunk) {
        int end = ChunkMap.NONE;
        for (int page = chunk.pages - 1; page >= 0; page--) {
            if (chunk.emptyPages == 0) {
                return true;
            }
            if (allocator.emptyPages < EMPTY_HIGH) {
                return false;
            }
            if (chunk.map.isEmptyPage(page) && chunk.populated.get(page)) {
                end = end == ChunkMap.NONE ? page : end;
                if (page > 0) {
                    continue;
                }
                allocator.depopulate(chunk, 0, end + 1);
                return true;
            }
            if (end != ChunkMap.NONE) {
                allocator.depopulate(chunk, page + 1, end + 1);
                end = ChunkMap.NONE;
            }
        }
        return true;
    }

    /** Fills up from the fullest chunks; where they do not suffice, from a new one (Linux: {@code pcpu_balance_populated}). */
    private void populatePages() {
        int wanted = allocator.atomicFailed
                ? EMPTY_HIGH
                : Math.min(EMPTY_HIGH, Math.max(0, EMPTY_HIGH - allocator.emptyPages));
        allocator.atomicFailed = false;
        ChunkSlots slots = allocator.slots();
        boolean more = wanted > 0;
        while (more) {
            for (int slot = slots.of(ChunkMap.PAGE_BYTES); slot <= slots.free() && wanted > 0; slot++) {
                wanted = populateFrom(slot, wanted);
            }
            more = wanted > 0;
            if (more) {
                allocator.create();
            }
        }
    }

    private int populateFrom(int slot, int wanted) {
        int left = wanted;
        for (Chunk chunk : allocator.slots().list(slot)) {
            int from = chunk.populated.nextClearBit(0);
            if (from >= chunk.pages) {
                continue;
            }
            while (from < chunk.pages && left > 0) {
                int next = chunk.populated.nextSetBit(from);
                int to = Math.min(from + left, next < 0 ? chunk.pages : next);
                if (!allocator.populate(chunk, from, to, GFP)) {
                    return 0; // memory is short: whoever needs it more will say so
                }
                left -= to - from;
                from = chunk.populated.nextClearBit(to);
            }
            return left; // one chunk of each list
        }
        return left;
    }
}
