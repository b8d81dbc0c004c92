package org.mmlab.reclaim.oom;

import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.OomCandidates;
import org.mmlab.api.reclaim.OomPolicy;

/** Kills the process that was made last: it has done the least work. Never one that asks to be spared. */
@PolicySpec(name = "newest", doc = "the process that was made last")
public final class NewestOomPolicy implements OomPolicy {
    /** Without state. */
    public NewestOomPolicy() {}

    @Override
    public int victim(OomCandidates candidates) {
        int[] pids = candidates.pids();
        for (int i = pids.length - 1; i >= 0; i--) {
            if (candidates.scoreAdjust(pids[i]) != OomCandidates.NEVER) {
                return pids[i];
            }
        }
        return NOBODY;
    }
}
