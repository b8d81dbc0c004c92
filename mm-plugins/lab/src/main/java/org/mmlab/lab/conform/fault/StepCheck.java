package org.mmlab.lab.conform.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.lab.script.Outcome;
import org.mmlab.lab.script.ScriptRun;

/** Compares what a step did with what was recorded of it. */
public final class StepCheck {
    private static final List<String> ADDRESS_RESULTS = List.of("mmap", "mremap", "brk");

    private final ScriptRun run;
    private final ConformCase exact;

    /** Checks of one script. */
    public StepCheck(ScriptRun run, ConformCase exact) {
        this.run = run;
        this.exact = exact;
    }

    /** Compares everything that was recorded; {@code recorded} is the step's field {@code r}. */
    public void check(String operation, Outcome outcome, JsonFields recorded) throws VectorFormatException {
        checkResult(operation, outcome, recorded);
        exact.check("mask", text(recorded, "mask"), recorded.has("mask") ? outcome.mask() : null);
        counts(outcome, recorded);
    }

    /** Compares what the operation gave, without the faults that it took. */
    public void checkResult(String operation, Outcome outcome, JsonFields recorded) throws VectorFormatException {
        if (recorded.has("err")) {
            exact.check("err", recorded.text("err"), outcome.error());
        } else {
            exact.check("err", (Object) null, outcome.error());
            exact.check("ret", recorded.number("ret"), result(operation, outcome));
        }
        signal(outcome, recorded);
        exact.check("vals", text(recorded, "vals"), outcome.values());
        exact.check("vec", text(recorded, "vec"), outcome.vector());
    }

    private long result(String operation, Outcome outcome) {
        return ADDRESS_RESULTS.contains(operation) ? run.offset(outcome.result()) : outcome.result();
    }

    private void signal(Outcome outcome, JsonFields recorded) throws VectorFormatException {
        Outcome.Signal signal = outcome.signal();
        if (!recorded.has("sig")) {
            exact.check("sig", (Object) null, signal);
            return;
        }
        JsonNode expected = recorded.array("sig");
        if (signal == null) {
            exact.differ("sig", expected.toString(), "none");
            return;
        }
        exact.check("sig", expected.get(0).asText(), signal.name());
        exact.check("si_code", expected.get(1).asText(), signal.codeName());
        String address = expected.get(2).isTextual()
                ? "abs:0x" + Long.toHexString(signal.address())
                : Long.toString(run.offset(signal.address()));
        exact.check("si_addr", expected.get(2).asText(), address);
    }

    private static @Nullable String text(JsonFields recorded, String field) throws VectorFormatException {
        return recorded.has(field) ? recorded.text(field) : null;
    }

    /** Steps that touch nothing and fault nothing were recorded without counts. */
    private void counts(Outcome outcome, JsonFields recorded) throws VectorFormatException {
        boolean counted = recorded.has("min");
        exact.check("min", counted ? recorded.number("min") : 0, outcome.minor());
        exact.check("maj", recorded.has("maj") ? recorded.number("maj") : 0, outcome.major());
        JsonNode perf = recorded.has("perf") ? recorded.array("perf") : null;
        exact.check("perf", perf == null ? 0 : perf.get(0).asLong(), outcome.events());
        exact.check("perf min", perf == null ? 0 : perf.get(1).asLong(), outcome.minorEvents());
        exact.check("perf maj", perf == null ? 0 : perf.get(2).asLong(), outcome.majorEvents());
    }
}
