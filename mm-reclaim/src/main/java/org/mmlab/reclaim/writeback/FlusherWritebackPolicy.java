package org.mmlab.reclaim.writeback;

import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.WritebackContext;
import org.mmlab.api.reclaim.WritebackPolicy;

/**
 * The flusher thread of the machine's device (Linux: {@code wb_workfn}, {@code balance_dirty_pages}). Writers never write
 * themselves: above the middle of the two thresholds they pause until the flusher has got on.
 *
 * <p>Deviation: the kernel computes each pause from measured bandwidths; here a writer sleeps in steps of {@value #PAUSE_NS} ns.
 */
@PolicySpec(
        name = "flusher",
        doc =
                "a flusher thread that writes in the background and when data is old; writers pause (Linux fs-writeback.c)",
        parameters = {
            @PolicySpec.Parameter(
                    name = "background-ratio",
                    type = ParameterType.INT,
                    defaultValue = "10",
                    min = 0,
                    max = 100,
                    doc = "percent of dirtyable memory above which writing begins"),
            @PolicySpec.Parameter(
                    name = "ratio",
                    type = ParameterType.INT,
                    defaultValue = "20",
                    min = 1,
                    max = 100,
                    doc = "percent of dirtyable memory that writers must not pass"),
            @PolicySpec.Parameter(
                    name = "interval-cs",
                    type = ParameterType.INT,
                    defaultValue = "500",
                    min = 1,
                    max = 360000,
                    doc = "hundredths of a second between looks for old data"),
            @PolicySpec.Parameter(
                    name = "expire-cs",
                    type = ParameterType.INT,
                    defaultValue = "3000",
                    min = 1,
                    max = 360000,
                    doc = "hundredths of a second after which data is old")
        })
public final class FlusherWritebackPolicy implements WritebackPolicy {
    static final long PAUSE_NS = 10_000_000;

    private static final int CHUNK_PAGES = 1024;
    private static final int QUEUE_PAGES = 2048;
    private static final long QUEUE_POLL_NS = 1_000_000;
    private static final long MAX_PAUSE_NS = 200_000_000;
    private static final int CHECK_EVERY = 32;

    private DirtyLimits limits = new DirtyLimits();
    private @MonotonicNonNull WritebackContext machine;
    private boolean awake;
    private boolean timed;
    private long wanted;
    private int sinceCheck;

    /** Not attached yet. */
    public FlusherWritebackPolicy() {}

    @Override
    public void configure(PolicyParameters parameters) {
        limits = new DirtyLimits(parameters);
    }

    @Override
    public void attach(WritebackContext newMachine) {
        machine = newMachine;
    }

    @Override
    public void firstDirty() {
        wakeLater();
    }

    @Override
    public void dirtied() {
        if (++sinceCheck >= CHECK_EVERY) {
            sinceCheck = 0;
            if (machine().dirty() > limits.background(machine())) {
                wake();
            }
        }
    }

    @Override
    public void balance(int pages) {
        long paused = 0;
        while (paused < MAX_PAUSE_NS && machine().dirty() + machine().writeback() > freeRun()) {
            wake();
            machine().advance(PAUSE_NS);
            paused += PAUSE_NS;
        }
    }

    @Override
    public void reclaimWants() {
        wanted = Math.max(wanted, machine().dirty());
        wake();
    }

    private long freeRun() {
        return (limits.background(machine()) + limits.hard(machine())) / 2;
    }

    private void wake() {
        if (!awake) {
            awake = true;
            machine().schedule(0, this::work);
        }
    }

    /** Looks for old data in a while, if there is something that can get old. */
    private void wakeLater() {
        if (!timed) {
            timed = true;
            machine().schedule(limits.intervalNs, () -> {
                timed = false;
                wake();
            });
        }
    }

    /** One step: a chunk, or a look at the queue that is full. */
    private void work() {
        if (machine().writeback() >= QUEUE_PAGES) {
            machine().schedule(QUEUE_POLL_NS, this::work);
            return;
        }
        int written;
        if (wanted > 0 || machine().dirty() > limits.background(machine())) {
            written = machine().write(Long.MAX_VALUE, CHUNK_PAGES);
            wanted = written == 0 ? 0 : Math.max(0, wanted - written);
        } else {
            written = machine().write(machine().nowNs() - limits.expireNs, CHUNK_PAGES);
        }
        if (written > 0) {
            machine().schedule(0, this::work);
            return;
        }
        awake = false;
        if (machine().dirty() > 0) {
            wakeLater();
        }
    }

    private WritebackContext machine() {
        if (machine == null) {
            throw new IllegalStateException("writeback policy 'flusher' is used before it was attached");
        }
        return machine;
    }
}
