package org.mmlab.lab.command;

import java.util.Map;
import java.util.function.Consumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.replay.ProgramLayout;
import org.mmlab.kit.replay.Replay;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.spec.SpecKey;
import org.mmlab.kit.trace.DenseTrace;
import org.mmlab.kit.trace.Trace;
import picocli.CommandLine.ParseResult;

/** A machine to look at: just booted, or at the end of a traced program that still holds its memory. */
final class TracedMachine {
    /** What must be there of a machine that has just booted. */
    enum Boot {
        /** All that the options say. */
        WHOLE,
        /** Most frames may wait to be initialised, and the bytes of memory may be missing. */
        SPARING
    }

    private TracedMachine() {}

    /**
     * Makes the machine that the options describe and shows it.
     *
     * @param boot what must be there of a machine without a trace
     * @param trace a trace as {@link TraceArgument} reads it, or null to look at the machine after boot
     */
    static void show(@Nullable String trace, Boot boot, ParseResult parsed, Consumer<Machine> view) {
        Map<String, String> given = SpecOptions.given(parsed);
        if (trace == null) {
            MachineSpec spec = boot == Boot.SPARING ? sparing(given, parsed) : SpecOptions.read(given, parsed);
            view.accept(MachineFactory.create(spec));
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

    /** Nothing is written to memory, and no more frames are initialised than must be: a large machine is there in a moment. */
    private static MachineSpec sparing(Map<String, String> given, ParseResult parsed) {
        given.putIfAbsent(SpecKey.CONTENTS.key(), "none");
        MachineSpec spec = SpecOptions.read(given, parsed);
        if (given.containsKey(SpecKey.DEFERRED_INIT.key())
                || !spec.physical().model().name().startsWith("sparse")
                || !spec.hardware().pageTable().name().startsWith("x86-64")) {
            return spec;
        }
        given.put(SpecKey.DEFERRED_INIT.key(), "late");
        return SpecOptions.read(given, parsed);
    }
}
