package org.mmlab.api.reclaim;

/** The living processes as an {@link OomPolicy} sees them. */
public interface OomCandidates {
    /** Bias of a process that must never be killed. */
    int NEVER = -1000;

    /** Ids of the living processes, ascending: the order in which they were made. */
    int[] pids();

    /** Resident frames. */
    long residentFrames(int pid);

    /** Swap entries in use. */
    long swapEntries(int pid);

    /** Frames of page tables. */
    long tableFrames(int pid);

    /** The user's bias, -1000 (never) to 1000 (first). */
    int scoreAdjust(int pid);

    /** Frames of memory and entries of swap that processes could use. */
    long totalFrames();
}
