package org.mmlab.lab.command;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Shows on a terminal how far a replay is; elsewhere nothing. Close it before printing results. */
final class TouchProgress implements AutoCloseable {
    private final @Nullable ProgressBar bar;

    private TouchProgress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static TouchProgress onTerminal(long touches) {
        if (!Terminal.isAttached()) {
            return new TouchProgress(null);
        }
        return new TouchProgress(new ProgressBarBuilder()
                .setTaskName("replay")
                .setInitialMax(touches)
                .setUnit(" M", 1_000_000)
                .clearDisplayOnFinish()
                .build());
    }

    void to(long touches) {
        if (bar != null) {
            bar.stepTo(touches);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
