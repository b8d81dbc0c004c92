package org.mmlab.reclaim.oom;

import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.OomCandidates;
import org.mmlab.api.reclaim.OomPolicy;

/** Kills the process with the most resident frames; the oldest of several, and never one that asks to be spared. */
@PolicySpec(name = "largest", doc = "the process with the most resident frames")
public final class LargestOomPolicy implements OomPolicy {
    /** Without state. */
    public LargestOomPolicy() {}

    @Override
    public int victim(OomCandidates candidates) {
        int chosen = NOBODY;
        long most = -1;
        for (int pid : candidates.pids()) {
            long resident = candidates.residentFrames(pid);
            if (candidates.scoreAdjust(pid) != OomCandidates.NEVER && resident > most) {
                most = resident;
                chosen = pid;
            }
        }
        return chosen;
    }
}
