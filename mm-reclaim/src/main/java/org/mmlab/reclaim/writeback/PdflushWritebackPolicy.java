package org.mmlab.reclaim.writeback;

import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicySpec;

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
public final class PdflushWritebackPolicy extends ThresholdWritebackPolicy {
    /** What a writer writes at a time: one and a half times the pages between two of his checks. */
    private static final int WRITER_PAGES = 48;

    private static final long CONGESTION_WAIT_NS = 100_000_000;
    private static final int MOST_WAITS = 10;

    private int unbalanced;

    /** Not attached yet. */
    public PdflushWritebackPolicy() {}

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

    private boolean over() {
        return machine().dirty() + machine().writeback() > limits().hard(machine());
    }

    @Override
    void step() {
        if (isPressed() && writeAny() > 0) {
            machine().schedule(CONGESTION_WAIT_NS, this::step);
        } else {
            runEnded();
        }
    }

    @Override
    void lookForOldData() {
        if (writeOld() == CHUNK_PAGES) {
            startTimer(CONGESTION_WAIT_NS);
        } else if (machine().dirty() > 0) {
            startTimer(limits().intervalNs);
        }
    }
}
