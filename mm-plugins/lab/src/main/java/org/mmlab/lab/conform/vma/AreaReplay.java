package org.mmlab.lab.conform.vma;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.lab.conform.fault.StepCheck;
import org.mmlab.lab.script.AddressWindow;
import org.mmlab.lab.script.AreaRecord;
import org.mmlab.lab.script.AreaRecords;
import org.mmlab.lab.script.Outcome;
import org.mmlab.lab.script.Script;
import org.mmlab.lab.script.ScriptProcess;
import org.mmlab.lab.script.ScriptRun;
import org.mmlab.lab.script.Step;
import org.mmlab.virtual.mm.Capability;

/** Replays one script on a machine of its own, step by step, and stops at the first difference. */
final class AreaReplay {
    /** Where the window was when the vectors were recorded. */
    private static final @VirtAddr long BASE = 0x100_0000_0000L;

    private static final int AREA_FIELDS = 6;

    private final Script script;
    private final ConformCase conformCase;
    private final ScriptRun run;
    private final StepCheck stepCheck;
    private final AreaRecords areas;

    AreaReplay(Machine machine, Script script, ConformCase conformCase) {
        this.script = script;
        this.conformCase = conformCase;
        Process first = AddressWindow.open(machine, BASE, script.space());
        first.calls()
                .space()
                .dropCapability(Capability.SYS_RESOURCE); // root had all others where the vectors were recorded
        this.run = new ScriptRun(machine, script, first, BASE);
        this.stepCheck = new StepCheck(run, conformCase);
        this.areas = new AreaRecords(run);
    }

    void replay(String place) {
        try {
            for (int i = 0; i < script.steps().size() && !conformCase.failed(); i++) {
                Step step = script.steps().get(i);
                conformCase.at(i, step.operation());
                perform(step, place + " step " + i);
            }
            run.finish();
        } catch (VectorFormatException e) {
            conformCase.broken(e);
        }
    }

    private void perform(Step step, String place) throws VectorFormatException {
        JsonFields fields = step.fields();
        Outcome outcome = run.perform(step);
        JsonFields recorded = JsonFields.of(fields.required("r"), place);
        stepCheck.checkResult(step.operation(), outcome, recorded);
        recorded.done();
        int seen = step.operation().equals("exit") ? (int) fields.number("parent") : step.process();
        compare("vmas", fields, seen);
        if (step.operation().equals("fork")) {
            compare("child_vmas", fields, (int) fields.number("child"));
        }
        fields.done();
    }

    private void compare(String field, JsonFields fields, int number) throws VectorFormatException {
        ScriptProcess process = run.processes().get(number);
        if (process == null) {
            throw fields.error("process " + number + " does not exist; there are "
                    + run.processes().keySet());
        }
        List<AreaRecord> recorded = new ArrayList<>();
        for (JsonNode area : fields.array(field)) {
            recorded.add(area(fields, area));
        }
        List<AreaRecord> simulated = areas.of(process);
        for (int i = 0; i < recorded.size() && i < simulated.size(); i++) {
            if (!conformCase.check(field + "[" + i + "]", recorded.get(i), simulated.get(i))) {
                return;
            }
        }
        conformCase.check(field + " in all", recorded.size(), simulated.size());
    }

    private static AreaRecord area(JsonFields fields, JsonNode area) throws VectorFormatException {
        if (!area.isArray() || area.size() != AREA_FIELDS) {
            throw fields.error("an area is [start, end, perms, offset, backing, flags], found " + area);
        }
        return new AreaRecord(
                fields.number(area.path(0)),
                fields.number(area.path(1)),
                area.path(2).asText(),
                fields.number(area.path(3)),
                area.path(4).asText(),
                area.path(5).asText());
    }
}
