package org.mmlab.lab.command;

import java.util.Map;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.replay.ProgramLayout;
import org.mmlab.kit.replay.Replay;
import org.mmlab.kit.trace.DenseTrace;
import org.mmlab.kit.trace.Trace;
import picocli.CommandLine.ParseResult;

/** A machine to look at: just booted, or at the end of a traced program that still holds its memory. */
final class TracedMachine {
    private TracedMachine() {}

    /**
     * Makes the machine that the options describe and shows it.
     *
     * @param trace a trace as {@link TraceArgument} reads it, or null to look at the machine after boot
     */
    static void show(@Nullable String trace, ParseResult parsed, Consumer<Machine> view) {
        Map<String, String> given = SpecOptions.given(parsed);
        if (trace == null) {
            view.accept(MachineFactory.create(SpecOptions.read(given, parsed)));
            return;
        }
        Trace opened = new TraceArgument(trace, null, DenseTrace.ALL).open();
        ProgramLayout layout = ProgramLayout.of(opened);
        given.computeIfPresent("ram", (key, text) -> RelativeSize.resolve(text, layout.touchedPages()));
        Machine machine = MachineFactory.create(SpecOptions.read(given, parsed));
        try (TouchProgress progress = TouchProgress.onTerminal(layout.pageTouches())) {
            new Replay(machine, layout).run(opened, progress::to, () -> view.accept(machine));
        }
    }
}
