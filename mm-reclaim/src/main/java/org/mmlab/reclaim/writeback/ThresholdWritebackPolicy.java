package org.mmlab.reclaim.writeback;

import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.reclaim.WritebackContext;
import org.mmlab.api.reclaim.WritebackPolicy;

/**
 * What the flusher threads of today and pdflush have in common: a background run that begins above a share of memory or when reclaim
 * asks, a timer that looks for old data while there is some that can get old, and writers who ask now and then how much is dirty.
 */
abstract class ThresholdWritebackPolicy implements WritebackPolicy {
    /** Pages that a run writes at a time. */
    static final int CHUNK_PAGES = 1024;
    /** Pages that a writer dirties between two looks at the thresholds. */
    static final int CHECK_EVERY = 32;

    private DirtyLimits limits = new DirtyLimits();
    private @MonotonicNonNull WritebackContext machine;
    private boolean running;
    private boolean timed;
    private long wanted;
    private int sinceCheck;

    /** One step of the background run; schedules the next, or calls {@link #runEnded}. */
    abstract void step();

    /** The timer's time has come. */
    abstract void lookForOldData();

    @Override
    public final void configure(PolicyParameters parameters) {
        limits = new DirtyLimits(parameters);
    }

    @Override
    public final void attach(WritebackContext newMachine) {
        machine = newMachine;
    }

    @Override
    public final void firstDirty() {
        startTimer(limits.intervalNs);
    }

    @Override
    public final void dirtied() {
        if (++sinceCheck >= CHECK_EVERY) {
            sinceCheck = 0;
            if (isAboveBackground()) {
                startRun();
            }
        }
    }

    @Override
    public final void reclaimWants() {
        wanted = Math.max(wanted, machine().dirty());
        startRun();
    }

    final DirtyLimits limits() {
        return limits;
    }

    final WritebackContext machine() {
        if (machine == null) {
            throw new IllegalStateException(getClass().getSimpleName() + " is used before it was attached");
        }
        return machine;
    }

    final boolean isAboveBackground() {
        return machine().dirty() > limits.background(machine());
    }

    /** Begins the background run, unless it is under way. */
    final void startRun() {
        if (!running) {
            running = true;
            machine().schedule(0, this::step);
        }
    }

    final void runEnded() {
        running = false;
    }

    /** Looks for old data after a while, unless that is arranged already. */
    final void startTimer(long delayNs) {
        if (!timed) {
            timed = true;
            machine().schedule(delayNs, () -> {
                timed = false;
                lookForOldData();
            });
        }
    }

    /** Whether there is more to write than what is old: reclaim has asked, or too much is dirty. */
    final boolean isPressed() {
        return wanted > 0 || isAboveBackground();
    }

    /** Writes a chunk of whatever age; gives how many pages went. */
    final int writeAny() {
        int written = machine().write(Long.MAX_VALUE, CHUNK_PAGES);
        wanted = written == 0 ? 0 : Math.max(0, wanted - written);
        return written;
    }

    /** Writes a chunk of what is old; gives how many pages went. */
    final int writeOld() {
        return machine().write(machine().nowNs() - limits.expireNs, CHUNK_PAGES);
    }
}
