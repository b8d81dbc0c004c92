package org.mmlab.api.link;

/** The processes as the OOM killer sees them. Implemented by mm-virtual, called by mm-reclaim. */
public interface Processes {
    /** Ids of the living processes, ascending; a fresh array. */
    int[] pids();

    /** Resident frames (anonymous, file and shared). */
    long residentFrames(int pid);

    /** Swap entries in use. */
    long swapEntries(int pid);

    /** Page-table pages. */
    long tableFrames(int pid);

    /** The user's bias, -1000 (never) to 1000 (first) (Linux: {@code /proc/PID/oom_score_adj}). */
    int oomScoreAdjust(int pid);

    /** Kills a process and frees its memory. */
    void kill(int pid);
}
