package org.mmlab.lab.conform.fault;

import java.io.IOException;
import java.util.function.Supplier;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.kit.machine.Machine;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.ConformReport;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.ScriptFolder;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.lab.conform.VectorSource;
import org.mmlab.lab.script.Outcome;
import org.mmlab.lab.script.Script;
import org.mmlab.lab.script.ScriptReader;
import org.mmlab.lab.script.ScriptRun;
import org.mmlab.lab.script.Step;
import org.mmlab.virtual.mm.MmLayout;

/** Replays scripts with snapshots, each on a machine of its own. */
public final class PageScripts {
    /** Where the window was when the vectors were recorded. */
    private static final @VirtAddr long BASE = 0x100_0000_0000L;

    private static final String WEAK = "weaker fields";

    /** What a step of the recording program took: two processes wake each other (measured: 4,000 empty steps in 73 ms). */
    private static final long STEP_NS = 20_000;

    private final Supplier<Machine> machines;

    /** {@code machines} makes a fresh machine for each script. */
    public PageScripts(Supplier<Machine> machines) {
        this.machines = machines;
    }

    /** Replays every script of a folder. */
    public void replay(VectorSource source, ConformReport report) throws IOException {
        ScriptFolder.of(source).replay(report, line -> line.text("id"), (line, name, place) -> {
            Script script = ScriptReader.read(line);
            try (ConformCase exact = report.open(name);
                    ConformCase weak = report.open(name, WEAK)) {
                replay(script, place, exact, weak);
            }
        });
    }

    private void replay(Script script, String place, ConformCase exact, ConformCase weak) {
        Machine machine = machines.get();
        ScriptRun run = new ScriptRun(machine, script, machine.newProcess(MmLayout.x8664()), BASE);
        StepCheck stepCheck = new StepCheck(run, exact);
        SnapCheck snapCheck = new SnapCheck(machine, run, exact, weak);
        int index = 0;
        try {
            for (Step step : script.steps()) {
                exact.at(index, step.operation());
                weak.at(index, step.operation());
                JsonFields recorded = JsonFields.of(step.fields().required("r"), place + " step " + index);
                if (step.operation().equals("snap")) {
                    snapCheck.check(recorded, place);
                } else {
                    Outcome outcome = run.perform(step);
                    machine.clock().advance(STEP_NS);
                    stepCheck.check(step.operation(), outcome, recorded);
                    recorded.done();
                }
                step.fields().done();
                index++;
            }
            run.finish();
        } catch (VectorFormatException e) {
            exact.broken(e);
        }
    }
}
