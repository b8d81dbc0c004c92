package org.mmlab.reclaim.scan;

import org.mmlab.api.link.Processes;

/** No process to kill. */
final class NobodyLives implements Processes {
    @Override
    public int[] pids() {
        return new int[0];
    }

    @Override
    public long residentFrames(int pid) {
        return 0;
    }

    @Override
    public long swapEntries(int pid) {
        return 0;
    }

    @Override
    public long tableFrames(int pid) {
        return 0;
    }

    @Override
    public int oomScoreAdjust(int pid) {
        return 0;
    }

    @Override
    public void kill(int pid) {}
}
