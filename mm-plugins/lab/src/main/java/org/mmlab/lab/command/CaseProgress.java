package org.mmlab.lab.command;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Shows on a terminal how many cases are done; elsewhere nothing. Close it before printing results. */
final class CaseProgress implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    private CaseProgress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static CaseProgress onTerminal(String task) {
        if (!Terminal.isAttached()) {
            return new CaseProgress(null);
        }
        return new CaseProgress(new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" cases", 1)
                .clearDisplayOnFinish()
                .build());
    }

    void step() {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
