package org.mmlab.reclaim.oom;

import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.OomCandidates;
import org.mmlab.api.reclaim.OomPolicy;

/** Kills who frees most: resident frames, swap and page tables, biased by a thousandth of all memory for each point of adjustment. */
@PolicySpec(name = "badness", doc = "the process with the highest badness score (Linux oom_badness)")
public final class BadnessOomPolicy implements OomPolicy {
    /** Without state. */
    public BadnessOomPolicy() {}

    @Override
    public int victim(OomCandidates candidates) {
        int chosen = NOBODY;
        long most = Long.MIN_VALUE;
        for (int pid : candidates.pids()) {
            if (candidates.scoreAdjust(pid) == OomCandidates.NEVER) {
                continue;
            }
            long points = candidates.residentFrames(pid)
                    + candidates.swapEntries(pid)
                    + candidates.tableFrames(pid)
                    + candidates.scoreAdjust(pid) * (candidates.totalFrames() / 1000);
            if (points >= most) {
                most = points;
                chosen = pid;
            }
        }
        return chosen;
    }
}
