package org.mmlab.api.reclaim;

import org.mmlab.api.plugin.Policy;

/**
 * Decides which process is killed when nothing can be reclaimed. One instance a machine, called on the machine's thread from
 * within the allocation that failed; it answers and does nothing itself.
 *
 * <p>Built in: {@code badness} (Linux {@code mm/oom_kill.c}), {@code largest}, {@code newest}.
 */
public interface OomPolicy extends Policy {
    /** Nobody may be killed: the allocation fails. */
    int NOBODY = -1;

    /** The process that shall die, or {@link #NOBODY}; it must be one of {@code candidates.pids()}. */
    int victim(OomCandidates candidates);
}
