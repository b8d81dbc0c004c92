package org.mmlab.policies.replacement.interreference;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.IndexLists;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.ReplacementPolicy;

/**
 * LIRS: pages whose last two uses were close together (LIR) stay; the others (HIR) pass through a small share of memory.
 *
 * <p>Source: S. Jiang and X. Zhang, "LIRS: an efficient low inter-reference recency set replacement policy to improve buffer cache
 * performance", SIGMETRICS 2002, and the authors' program for what the paper leaves open.
 *
 * <p>Stack S holds, by recency, the LIR pages and those HIR pages, resident or not, that were used since the bottom LIR page
 * was; queue Q holds the resident HIR pages. While there are fewer LIR pages than c - |HIR|, a loaded page is LIR. A use moves a
 * page to the top of S. A HIR page found in S becomes LIR, and if there are then too many, the bottom LIR page joins Q's new end;
 * one not found in S joins both S's top and Q's new end. The bottom of S is always LIR: HIR pages below the last LIR page
 * are pruned. The victim is Q's oldest; it stays in S, non-resident, if it is there.
 *
 * <p>Parameters: |HIR| = max({@code hir-min}, floor({@code hir} c)). {@code stack=k} bounds S to k c entries (0: no bound): after each
 * use, an excess drops the lowest HIR entry of S; a resident one stays in Q. {@code dedup=true} ignores a request for the page
 * of the request before, as the authors' program does. Where memory wants a frame and Q is empty, the bottom LIR page goes.
 */
@PolicySpec(
        name = "lirs",
        doc = "low inter-reference recency set (Jiang and Zhang, SIGMETRICS 2002)",
        parameters = {
            @PolicySpec.Parameter(
                    name = "hir",
                    type = ParameterType.NUMBER,
                    defaultValue = "0.01",
                    min = 0,
                    max = 1,
                    doc = "share of resident HIR pages"),
            @PolicySpec.Parameter(
                    name = "hir-min",
                    type = ParameterType.INT,
                    defaultValue = "2",
                    min = 1,
                    max = 1_000_000,
                    doc = "least number of resident HIR pages"),
            @PolicySpec.Parameter(
                    name = "stack",
                    type = ParameterType.NUMBER,
                    defaultValue = "0",
                    min = 0,
                    max = 1000,
                    doc = "most entries of the stack, as a multiple of the frames; 0: no bound"),
            @PolicySpec.Parameter(
                    name = "dedup",
                    type = ParameterType.BOOLEAN,
                    defaultValue = "false",
                    doc = "whether immediate repeats are ignored")
        })
public final class LirsReplacementPolicy implements ReplacementPolicy {

    private static final byte IS_LIR = 1;
    private static final byte IN_STACK = 2;
    private static final byte IN_QUEUE = 4;

    private final IndexLists recency = new IndexLists(0, IndexLists.Checks.OFF);
    private final IndexLists coldRecency = new IndexLists(0, IndexLists.Checks.OFF);
    private final IndexLists residence = new IndexLists(0, IndexLists.Checks.OFF);
    private final int stack = recency.newList("S");

    /** The HIR entries of S alone, in the same order: where the lowest one is found when S is over its bound. */
    private final int coldStack = coldRecency.newList("HIR entries of S");

    private final int queue = residence.newList("Q");
    private byte[] state = new byte[0];
    private int[] frameOf = new int[0];
    private double hirShare = 0.01;
    private long leastHir = 2;
    private double stackMultiple;
    private boolean ignoreRepeats;
    private int mostLir;
    private long mostStack = Long.MAX_VALUE;
    private int lirCount;
    private int lastPage = NO_PAGE;

    @Override
    public void configure(PolicyParameters parameters) {
        hirShare = parameters.number("hir");
        leastHir = parameters.integer("hir-min");
        stackMultiple = parameters.number("stack");
        ignoreRepeats = parameters.flag("dedup");
    }

    @Override
    public void attach(ReplacementContext pool) {
        long hir = Math.max(leastHir, (long) (hirShare * pool.capacity()));
        mostLir = (int) Math.max(0, pool.capacity() - hir);
        if (stackMultiple > 0) {
            mostStack = (long) (stackMultiple * pool.capacity());
        }
        roomFor(pool.pages() - 1);
    }

    private void roomFor(int page) {
        if (page >= state.length) {
            int room = Math.max(page + 1, state.length + (state.length >> 1));
            state = Arrays.copyOf(state, room);
            frameOf = Arrays.copyOf(frameOf, room);
            recency.ensureCapacity(room);
            coldRecency.ensureCapacity(room);
            residence.ensureCapacity(room);
        }
    }

    @Override
    public void admit(@FrameIndex int frame, int page) {
        roomFor(page);
        frameOf[page] = Addresses.rawFrame(frame);
        if ((state[page] & IN_STACK) != 0) {
            becomeLir(page);
        } else if (lirCount < mostLir) {
            lirCount++;
            state[page] = IS_LIR | IN_STACK;
            recency.addFirst(stack, page);
            prune();
        } else {
            pushCold(page);
            enqueue(page);
        }
        lastPage = page;
        bound();
    }

    @Override
    public void access(@FrameIndex int frame, int page) {
        if (ignoreRepeats && page == lastPage) {
            return;
        }
        lastPage = page;
        int was = state[page];
        if ((was & IS_LIR) != 0) {
            boolean bottom = recency.last(stack) == page;
            recency.moveToFirst(stack, page);
            if (bottom) {
                prune();
            }
        } else if ((was & IN_STACK) != 0) {
            residence.remove(queue, page);
            becomeLir(page);
        } else {
            pushCold(page);
            residence.moveToLast(queue, page);
        }
        bound();
    }

    /** A HIR page in S, not in Q any more, becomes the top LIR page. */
    private void becomeLir(int page) {
        coldRecency.remove(coldStack, page);
        recency.moveToFirst(stack, page);
        state[page] = IS_LIR | IN_STACK;
        lirCount++;
        prune();
        if (lirCount > mostLir) {
            int bottom = recency.last(stack);
            recency.remove(stack, bottom);
            lirCount--;
            state[bottom] = 0;
            enqueue(bottom);
            prune();
        }
    }

    private void pushCold(int page) {
        recency.addFirst(stack, page);
        coldRecency.addFirst(coldStack, page);
        state[page] |= IN_STACK;
    }

    private void enqueue(int page) {
        residence.addLast(queue, page);
        state[page] |= IN_QUEUE;
    }

    /** Takes HIR pages off the bottom of S until a LIR page is there. */
    private void prune() {
        int bottom = recency.last(stack);
        while (bottom != IndexLists.NONE && (state[bottom] & IS_LIR) == 0) {
            dropFromStack(bottom);
            bottom = recency.last(stack);
        }
    }

    private void bound() {
        while (recency.size(stack) > mostStack && coldRecency.size(coldStack) > 0) {
            dropFromStack(coldRecency.last(coldStack));
        }
    }

    private void dropFromStack(int page) {
        recency.remove(stack, page);
        coldRecency.remove(coldStack, page);
        state[page] &= ~IN_STACK;
    }

    @Override
    public @FrameIndex int victim(int incoming) {
        int oldest = residence.first(queue);
        if (oldest != IndexLists.NONE) {
            return Addresses.frame(frameOf[oldest]);
        }
        return lirCount == 0 ? NO_FRAME : Addresses.frame(frameOf[recency.last(stack)]);
    }

    @Override
    public void evicted(@FrameIndex int frame, int page) {
        if ((state[page] & IS_LIR) != 0) {
            removed(frame, page);
        } else {
            residence.remove(queue, page);
            state[page] &= ~IN_QUEUE;
        }
    }

    /** The page becomes LIR, or stays it, most recent. */
    @Override
    public void kept(@FrameIndex int frame, int page) {
        if ((state[page] & IS_LIR) != 0) {
            recency.moveToFirst(stack, page);
            prune();
            return;
        }
        if ((state[page] & IN_STACK) == 0) {
            pushCold(page);
        }
        residence.remove(queue, page);
        becomeLir(page);
        bound();
    }

    @Override
    public void removed(@FrameIndex int frame, int page) {
        if ((state[page] & IS_LIR) != 0) {
            recency.remove(stack, page);
            lirCount--;
            state[page] = 0;
            prune();
            return;
        }
        if ((state[page] & IN_STACK) != 0) {
            dropFromStack(page);
        }
        residence.remove(queue, page);
        state[page] = 0;
    }
}
