package org.mmlab.reclaim.policy;

import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.IndexLists;
import org.mmlab.api.reclaim.ReplacementContext;

/**
 * The active and inactive list over plain pages of one kind, a page at a time: the rules of {@code mm/vmscan.c} and
 * {@code mm/workingset.c} for mapped pages of a file whose memory is just full. A page enters inactive. At the tail of the inactive
 * list a page that was referenced is kept the first time and activated the second; an unreferenced one goes and leaves its age.
 * When the inactive list is the shorter one, or refaults are being activated, the tail of the active list is deactivated. A page
 * that comes back within the length of the active list is activated at once.
 *
 * <p>Deviation: Linux scans 32 pages and more at a time, so that pages near the tail are judged earlier than here.
 */
final class PlainActiveInactive {
    private static final int NONE = IndexLists.NONE;
    private static final byte REFERENCED = 1;
    private static final byte ACTIVE = 2;

    private IndexLists lists = new IndexLists(0, IndexLists.Checks.OFF);
    private int inactive;
    private int active;
    private byte[] state = new byte[0];
    private long[] evictedAt = new long[0]; // by page: age + 1; 0 = not a ghost
    private @MonotonicNonNull ReplacementContext context;
    private long age;
    private boolean refaultActivated;

    void attach(ReplacementContext newContext) {
        context = newContext;
        lists = new IndexLists(newContext.frames(), IndexLists.Checks.OFF);
        inactive = lists.newList("inactive");
        active = lists.newList("active");
        state = new byte[newContext.frames()];
        evictedAt = new long[Math.max(16, newContext.pages())];
    }

    void admit(@FrameIndex int frame, int page) {
        int i = Addresses.rawFrame(frame);
        if (i >= state.length) {
            int size = Math.max(i + 1, state.length * 2);
            state = Arrays.copyOf(state, size);
            lists.ensureCapacity(size);
        }
        state[i] = 0;
        if (page < evictedAt.length && evictedAt[page] != 0) {
            long distance = age - (evictedAt[page] - 1);
            evictedAt[page] = 0;
            if (distance <= lists.size(active)) {
                state[i] = ACTIVE;
                age++;
                refaultActivated = true;
            }
        }
        lists.addFirst(state[i] == ACTIVE ? active : inactive, i);
    }

    @FrameIndex int victim() {
        ReplacementContext pool = context();
        if (refaultActivated || lists.size(inactive) < lists.size(active)) {
            refaultActivated = false;
            deactivateTail(pool);
        }
        // Every pass over the list clears references, so that the second one finds a victim.
        for (int looks = 2 * (lists.size(inactive) + lists.size(active)) + 2; looks > 0; looks--) {
            int tail = lists.last(inactive);
            if (tail == NONE) {
                if (lists.size(active) == 0) {
                    return Addresses.NO_FRAME;
                }
                deactivateTail(pool);
                continue;
            }
            if (!pool.testAndClearReferenced(Addresses.frame(tail))) {
                return Addresses.frame(tail);
            }
            lists.remove(inactive, tail);
            if ((state[tail] & REFERENCED) != 0) {
                state[tail] = ACTIVE;
                lists.addFirst(active, tail);
                age++;
            } else {
                state[tail] = REFERENCED;
                lists.addFirst(inactive, tail);
            }
        }
        return Addresses.frame(lists.size(inactive) > 0 ? lists.last(inactive) : lists.last(active));
    }

    void evicted(@FrameIndex int frame, int page) {
        if (page >= evictedAt.length) {
            evictedAt = Arrays.copyOf(evictedAt, Math.max(page + 1, evictedAt.length * 2));
        }
        evictedAt[page] = ++age;
        removed(frame);
    }

    void kept(@FrameIndex int frame) {
        int i = Addresses.rawFrame(frame);
        lists.moveToFirst((state[i] & ACTIVE) != 0 ? active : inactive, i);
    }

    void removed(@FrameIndex int frame) {
        int i = Addresses.rawFrame(frame);
        lists.remove((state[i] & ACTIVE) != 0 ? active : inactive, i);
        state[i] = 0;
    }

    private void deactivateTail(ReplacementContext pool) {
        int tail = lists.pollLast(active);
        if (tail != NONE) {
            pool.testAndClearReferenced(Addresses.frame(tail));
            state[tail] = 0;
            lists.addFirst(inactive, tail);
        }
    }

    private ReplacementContext context() {
        if (context == null) {
            throw new IllegalStateException("policy 'linux.active-inactive' is used before it was attached");
        }
        return context;
    }
}
