package org.mmlab.reclaim.memory;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.link.FileMappings;
import org.mmlab.api.link.Processes;
import org.mmlab.api.link.ReverseMap;

/**
 * The page tables and processes, which are built after reclaim because they need it. Until {@link #join} nothing is mapped and
 * no process lives. One a machine.
 */
public final class MappedSide {
    private ReverseMap reverseMap = new Unmapped();
    private FileMappings files = (file, first, last, cows) -> {};
    private Processes processes = new Nobody();

    /** Nothing is mapped. */
    public MappedSide() {}

    /** Joins the implementations of mm-virtual; called once, by the composition root. */
    public void join(ReverseMap reverseMap, FileMappings files, Processes processes) {
        this.reverseMap = reverseMap;
        this.files = files;
        this.processes = processes;
    }

    /** From a frame to its page-table entries. */
    public ReverseMap reverseMap() {
        return reverseMap;
    }

    /** From a file to its page-table entries. */
    public FileMappings files() {
        return files;
    }

    /** Who lives. */
    public Processes processes() {
        return processes;
    }

    private static final class Unmapped implements ReverseMap {
        @Override
        public int referenced(@FrameIndex int frame) {
            return 0;
        }

        @Override
        public boolean unmap(@FrameIndex int frame) {
            return true;
        }

        @Override
        public void unmapEvenLocked(@FrameIndex int frame) {}

        @Override
        public int clean(@FrameIndex int frame) {
            return 0;
        }

        @Override
        public boolean beginMigration(@FrameIndex int frame) {
            return true;
        }

        @Override
        public void endMigration(@FrameIndex int from, @FrameIndex int to) {}
    }

    private static final class Nobody implements Processes {
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
}
