package org.mmlab.lab.exec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.lab.script.Outcome;

/** A script's results for programs: one JSON object a line, the names of fields as in the reference vectors. */
public final class JsonReport implements ExecReport {
    private final PrintWriter out;

    /** Prints to {@code out}. */
    public JsonReport(PrintWriter out) {
        this.out = out;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public void script(String id, String description) {
        out.println(object().put("script", id).put("desc", description));
    }

    @Override
    public void comment(String text) {}

    @Override
    public void step(StepResult result) {
        Outcome outcome = result.outcome();
        ObjectNode step = object().put("line", result.line())
                .put("process", result.process())
                .put("op", result.operation())
                .put("text", result.source());
        String error = outcome.error();
        if (error == null) {
            step.put("ret", result.value());
        } else {
            step.put("err", error);
        }
        Outcome.Signal signal = outcome.signal();
        if (signal != null) {
            step.putArray("sig")
                    .add(signal.name())
                    .add(signal.codeName())
                    .add("0x" + Long.toHexString(signal.address()));
        }
        step.put("min", outcome.minor()).put("maj", outcome.major());
        optional(step, "vals", outcome.values());
        optional(step, "mask", outcome.mask());
        optional(step, "vec", outcome.vector());
        optional(step, "policy", outcome.policy());
        out.println(step);
    }

    private static void optional(ObjectNode step, String name, @Nullable String value) {
        if (value != null) {
            step.put(name, value);
        }
    }

    @Override
    public void view(int line, String process, String name, String text) {
        out.println(object().put("line", line)
                .put("process", process)
                .put("view", name)
                .put("text", text));
    }
}
