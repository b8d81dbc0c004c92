package org.mmlab.policies.replacement.adaptive;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.policies.replacement.FrameListPolicy;
import org.mmlab.policies.replacement.GhostLists;

/**
 * ARC: one LRU of pages seen once, one of pages seen again, and a target between them that learns from their ghosts.
 *
 * <p>Source: N. Megiddo and D. Modha, "ARC: a self-tuning, low overhead replacement cache", FAST 2003, figure 4. T1 holds pages
 * seen once lately, T2 pages seen twice; B1 and B2 remember what they evicted. A hit moves to T2's MRU end. A request for a page
 * in B1 raises the target p of T1 by max(|B2|/|B1|, 1), one for a page in B2 lowers it by max(|B1|/|B2|, 1), within 0 and c; both
 * load into T2. The victim is T1's LRU page if |T1| > p, or |T1| = p on a request from B2, or T2 is empty; else T2's. A page that
 * is not remembered is loaded into T1, and then |T1| + |B1| is at most c and all four lists at most 2c: B1 and B2 lose their oldest.
 *
 * <p>p is a real number and the quotients are real. No deviation: that the paper drops T1's LRU page without a ghost when T1
 * fills c is here a ghost that the next trimming forgets.
 */
@PolicySpec(name = "arc", doc = "recency and frequency lists, adaptive target (Megiddo and Modha, FAST 2003)")
public final class ArcReplacementPolicy extends FrameListPolicy {

    private static final int B1 = 1;
    private static final int B2 = 2;

    private final GhostLists ghosts = new GhostLists("B1", "B2");
    private int t1;
    private int t2;
    private int capacity;

    /** Target size of T1. */
    private double target;

    /** The page for which the target was adapted already. */
    private int adaptedFor = NO_PAGE;

    private boolean[] inT2 = new boolean[0];

    @Override
    protected void started(ReplacementContext pool) {
        t1 = lists.newList("T1");
        t2 = lists.newList("T2");
        capacity = pool.capacity();
    }

    @Override
    protected void grown(int frames) {
        inT2 = Arrays.copyOf(inT2, frames);
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        roomFor(frame);
        adapt(page);
        adaptedFor = NO_PAGE;
        boolean again = ghosts.listOf(page) != GhostLists.NOWHERE;
        ghosts.forget(page);
        if (!again) {
            ghosts.trim(B1, capacity - 1 - lists.size(t1));
            ghosts.trim(B2, 2 * capacity - 1 - lists.size(t1) - lists.size(t2) - ghosts.size(B1));
        }
        inT2[Addresses.rawFrame(frame)] = again;
        lists.addFirst(again ? t2 : t1, frame);
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        int index = Addresses.rawFrame(frame);
        if (inT2[index]) {
            lists.moveToFirst(t2, frame);
        } else {
            lists.remove(t1, frame);
            inT2[index] = true;
            lists.addFirst(t2, frame);
        }
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        adapt(incoming);
        int recent = lists.size(t1);
        boolean overTarget = recent > target || (recent == target && ghosts.listOf(incoming) == B2);
        @FrameIndex int leastRecent = lists.last(t2);
        boolean fromT1 = recent > 0 && (overTarget || leastRecent == NO_FRAME || leastRecent == spared);
        return lists.last(fromT1 ? t1 : t2);
    }

    private void adapt(int page) {
        if (page == adaptedFor) {
            return;
        }
        adaptedFor = page;
        double b1 = ghosts.size(B1);
        double b2 = ghosts.size(B2);
        int list = ghosts.listOf(page);
        if (list == B1) {
            target = Math.min(capacity, target + Math.max(b2 / b1, 1));
        } else if (list == B2) {
            target = Math.max(0, target - Math.max(b1 / b2, 1));
        }
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        removed(frame, page);
        ghosts.remember(inT2[Addresses.rawFrame(frame)] ? B2 : B1, page);
    }

    /** The page is treated as used. */
    @Override
    public void kept(@FrameIndex int frame, int page) {
        access(frame, page);
        spared = frame;
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        lists.remove(inT2[Addresses.rawFrame(frame)] ? t2 : t1, frame);
    }
}
