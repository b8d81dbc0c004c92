package org.mmlab.reclaim.writeback;

import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.WritebackContext;
import org.mmlab.api.reclaim.WritebackPolicy;

/**
 * pdflush, as Linux had it before 2.6.32: a timer writes old data, a background run starts above a threshold, and a writer above
 * the higher threshold writes himself, one and a half times what he dirtied (Linux 2.6: {@code mm/page-writeback.c},
 * {@code mm/pdflush.c}).
 */
@PolicySpec(
        name = "pdflush",
        doc = "a timer and background runs; writers above the limit write themselves (Linux before 2.6.32)",
        parameters = {
            @PolicySpec.Parameter(
                    name = "background-ratio",
                    type = ParameterType.INT,
                    defaultValue = "10",
                    min = 0,
                    max = 100,
                    doc = "percent of dirtyable memory above which a background run begins"),
            @PolicySpec.Parameter(
                    name = "ratio",
                    type = ParameterType.INT,
                    defaultValue = "20",
                    min = 1,
                    max = 100,
                    doc = "percent of dirtyable memory above which writers write"),
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
public final class PdflushWritebackPolicy implements WritebackPolicy {
    private static final int CHUNK_PAGES = 1024;
    /** What a writer writes at a time: one and a half times the pages between two of his checks. */
    private static final int WRITER_PAGES = 48;

    private static final int CHECK_EVERY = 32;
    private static final long CONGESTION_WAIT_NS = 100_000_000;
    private static final int MOST_WAITS = 10;

    private DirtyLimits limits = new DirtyLimits();
    private @MonotonicNonNull WritebackContext machine;
    private boolean backgroundRuns;
    private boolean timed;
    private long wanted;
    private int sinceCheck;
    private int unbalanced;

    /** Not attached yet. */
    public PdflushWritebackPolicy() {}

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
        startTimer();
    }

    @Override
    public void dirtied() {
        if (++sinceCheck >= CHECK_EVERY) {
            sinceCheck = 0;
            if (machine().dirty() > limits.background(machine())) {
                startBackground();
            }
        }
    }

    @Override
    public void balance(int pages) {
        unbalanced += pages;
        if (unbalanced < CHECK_EVERY) {
            return;
        }
        unbalanced = 0;
        int written = 0;
        for (int waits = 0; waits < MOST_WAITS && over(); waits++) {
            written += machine().write(Long.MAX_VALUE, WRITER_PAGES);
            if (written >= WRITER_PAGES) {
                break;
            }
            machine().advance(CONGESTION_WAIT_NS);
        }
    }

    @Override
    public void reclaimWants() {
        wanted = Math.max(wanted, machine().dirty());
        startBackground();
    }

    private boolean over() {
        return machine().dirty() + machine().writeback() > limits.hard(machine());
    }

    private void startBackground() {
        if (!backgroundRuns) {
            backgroundRuns = true;
            machine().schedule(0, this::background);
        }
    }

    private void background() {
        int written = 0;
        if (wanted > 0 || machine().dirty() > limits.background(machine())) {
            written = machine().write(Long.MAX_VALUE, CHUNK_PAGES);
            wanted = written == 0 ? 0 : Math.max(0, wanted - written);
        }
        if (written > 0) {
            machine().schedule(CONGESTION_WAIT_NS, this::background);
        } else {
            backgroundRuns = false;
        }
    }

    private void startTimer() {
        if (!timed) {
            timed = true;
            machine().schedule(limits.intervalNs, this::writeOld);
        }
    }

    private void writeOld() {
        timed = false;
        if (machine().write(machine().nowNs() - limits.expireNs, CHUNK_PAGES) == CHUNK_PAGES) {
            timed = true;
            machine().schedule(CONGESTION_WAIT_NS, this::writeOld);
        } else if (machine().dirty() > 0) {
            startTimer();
        }
    }

    private WritebackContext machine() {
        if (machine == null) {
            throw new IllegalStateException("writeback policy 'pdflush' is used before it was attached");
        }
        return machine;
    }
}
