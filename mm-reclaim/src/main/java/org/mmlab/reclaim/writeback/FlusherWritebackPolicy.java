package org.mmlab.reclaim.writeback;

import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicySpec;

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
public final class FlusherWritebackPolicy extends ThresholdWritebackPolicy {
    static final long PAUSE_NS = 10_000_000;

    private static final int QUEUE_PAGES = 2048;
    private static final long QUEUE_POLL_NS = 1_000_000;
    private static final long MAX_PAUSE_NS = 200_000_000;

    /** Not attached yet. */
    public FlusherWritebackPolicy() {}

    @Override
    public void balance(int pages) {
        long paused = 0;
        while (paused < MAX_PAUSE_NS && machine().dirty() + machine().writeback() > freeRun()) {
            startRun();
            machine().advance(PAUSE_NS);
            paused += PAUSE_NS;
        }
    }

    private long freeRun() {
        return (limits().background(machine()) + limits().hard(machine())) / 2;
    }

    /** A chunk, or a look at the queue that is full. */
    @Override
    void step() {
        if (machine().writeback() >= QUEUE_PAGES) {
            machine().schedule(QUEUE_POLL_NS, this::step);
        } else if ((isPressed() ? writeAny() : writeOld()) > 0) {
            machine().schedule(0, this::step);
        } else {
            runEnded();
            if (machine().dirty() > 0) {
                startTimer(limits().intervalNs);
            }
        }
    }

    @Override
    void lookForOldData() {
        startRun();
    }
}
