package org.mmlab.kit.compare;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.reclaim.HitEvictingPolicy;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.api.reclaim.Sight;
import org.mmlab.kit.trace.DenseTrace;

/**
 * Drives replacement policies over one trace and counts misses.
 *
 * <p>All demand loading, cold start, every object one page. A miss takes a free frame while there is one, then the policy's
 * victim, chosen before the new page enters. A policy that names no victim refuses the page: the miss counts and nothing is
 * loaded. An access allocates nothing and looks nothing up but two arrays. Confined to one thread.
 */
public final class PageReplay {

    private final DenseTrace trace;
    private int @Nullable [] future;

    /** Prepares the replay of a trace; the future is computed once, if a policy asks for it. */
    public PageReplay(DenseTrace trace) {
        this.trace = trace;
    }

    /**
     * Replays the whole trace.
     *
     * @param policy a fresh policy, configured and not yet attached
     * @param policyName what the result and errors call it
     * @param frames capacity of the pool, at least 1
     * @param seed for a policy that draws
     * @throws PolicyException if the policy names a frame that is not in its pool
     */
    public ReplayResult run(ReplacementPolicy policy, String policyName, int frames, long seed) {
        Sight sight = policy.sight();
        ReplayPool pool = new ReplayPool(frames, trace.distinctPages(), seed, sight == Sight.FUTURE);
        Run run = new Run(policy, policyName, pool);
        policy.attach(pool);
        play(run, policy, sight);
        return new ReplayResult(trace.name(), policyName, frames, trace.requests(), run.misses);
    }

    private void play(Run run, ReplacementPolicy policy, Sight sight) {
        switch (sight) {
            case REFERENCE_BIT:
                run.withReferenceBits(trace.pages());
                break;
            case EVERY_ACCESS:
                if (policy instanceof HitEvictingPolicy) {
                    run.withSurplus(trace.pages(), (HitEvictingPolicy) policy);
                } else {
                    run.withEveryAccess(trace.pages());
                }
                break;
            case FUTURE:
                run.withFuture(trace.pages(), future());
                break;
        }
    }

    private int[] future() {
        int[] known = future;
        if (known == null) {
            known = FutureUses.of(trace);
            future = known;
        }
        return known;
    }

    /** One replay under way. */
    private static final class Run {

        private final ReplacementPolicy policy;
        private final String policyName;
        private final ReplayPool pool;
        private final int[] frameOf;

        /** Frames that were emptied at a hit. */
        private int[] free = new int[0];

        private int freeCount;
        private int used;
        private long misses;

        Run(ReplacementPolicy policy, String policyName, ReplayPool pool) {
            this.policy = policy;
            this.policyName = policyName;
            this.pool = pool;
            this.frameOf = pool.frameOf;
        }

        void withReferenceBits(int[] pages) {
            boolean[] referenced = pool.referenced;
            for (int page : pages) {
                int frame = frameOf[page];
                if (frame == ReplayPool.NONE) {
                    miss(page);
                } else {
                    referenced[frame] = true;
                }
            }
        }

        void withEveryAccess(int[] pages) {
            for (int page : pages) {
                int frame = frameOf[page];
                if (frame == ReplayPool.NONE) {
                    miss(page);
                } else {
                    policy.access(Addresses.frame(frame), page);
                }
            }
        }

        void withSurplus(int[] pages, HitEvictingPolicy evicting) {
            free = new int[pool.capacity()];
            for (int page : pages) {
                int frame = frameOf[page];
                if (frame == ReplayPool.NONE) {
                    miss(page);
                    continue;
                }
                evicting.access(Addresses.frame(frame), page);
                @FrameIndex int surplus = evicting.surplus();
                while (surplus != Addresses.NO_FRAME) {
                    free[freeCount++] = evict(surplus);
                    surplus = evicting.surplus();
                }
            }
        }

        void withFuture(int[] pages, int[] next) {
            for (int i = 0; i < pages.length; i++) {
                int page = pages[i];
                pool.nextUse[page] = next[i] == FutureUses.NEVER ? ReplacementContext.NEVER : next[i];
                int frame = frameOf[page];
                if (frame == ReplayPool.NONE) {
                    miss(page);
                } else {
                    policy.access(Addresses.frame(frame), page);
                }
            }
        }

        private void miss(int page) {
            misses++;
            int frame = freeFrame();
            if (frame == ReplayPool.NONE) {
                @FrameIndex int victim = policy.victim(page);
                if (victim == Addresses.NO_FRAME) {
                    return;
                }
                frame = evict(victim);
            }
            pool.referenced[frame] = false;
            pool.pageIn[frame] = page;
            frameOf[page] = frame;
            policy.admit(Addresses.frame(frame), page);
        }

        private int freeFrame() {
            if (freeCount > 0) {
                return free[--freeCount];
            }
            return used < pool.capacity() ? used++ : ReplayPool.NONE;
        }

        private int evict(@FrameIndex int victim) {
            int frame = Addresses.rawFrame(victim);
            if (frame < 0 || frame >= pool.capacity() || pool.pageIn[frame] == ReplayPool.NONE) {
                throw new PolicyException("replacement policy '" + policyName + "' named frame " + frame
                        + " as its victim, which is not resident in its pool of frames 0 to " + (pool.capacity() - 1)
                        + "; it must give a frame that was admitted and not evicted or removed since");
            }
            int old = pool.pageIn[frame];
            frameOf[old] = ReplayPool.NONE;
            pool.pageIn[frame] = ReplayPool.NONE;
            policy.evicted(victim, old);
            return frame;
        }
    }
}
