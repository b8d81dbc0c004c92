package org.mmlab.lab.exec;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.lab.script.Outcome;
import org.mmlab.virtual.fault.FaultSignal;

/** A script's results for people: each operation on a line with what it returned, as strace prints. */
public final class TextReport implements ExecReport {
    private static final int MOST_VALUES = 16;
    private static final int MOST_TOUCHES = 64;

    private final PrintWriter out;

    /** Prints to {@code out}. */
    public TextReport(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void script(String id, String description) {
        out.println("== " + id + ": " + description);
    }

    @Override
    public void comment(String text) {
        out.println(text);
    }

    @Override
    public void step(StepResult result) {
        String who = result.processes() > 1 ? result.process() + "> " : "";
        out.println(String.format("%4d  %-46s = ", result.line(), who + result.source()) + outcome(result));
    }

    @Override
    public void view(int line, String process, String name, String text) {
        out.println("-- " + name + (process.isEmpty() ? "" : " of " + process));
        out.print(text);
    }

    private static String outcome(StepResult result) {
        Outcome outcome = result.outcome();
        List<String> parts = new ArrayList<>();
        String error = outcome.error();
        if (error != null) {
            parts.add("-1 " + error + " (" + ErrnoText.of(error) + ")");
        } else {
            parts.add(value(result));
        }
        Outcome.Signal signal = outcome.signal();
        if (signal != null && outcome.result() == 0) {
            parts.clear(); // the only touch failed: the signal says it all
        }
        faults(outcome, parts);
        if (signal != null) {
            parts.add(signal(signal));
        }
        return String.join(", ", parts);
    }

    private static String value(StepResult result) {
        Outcome outcome = result.outcome();
        String mask = outcome.mask();
        if (mask != null) {
            return touches(outcome, mask);
        }
        if (result.isAddress()) {
            return "0x" + Long.toHexString(outcome.result());
        }
        if (result.operation().equals("fork")) {
            return "pid " + result.value();
        }
        String vector = outcome.vector();
        String values = values(outcome.values());
        return outcome.result()
                + (result.isBytes() ? " bytes" : "")
                + (vector == null ? "" : " [" + vector + "]")
                + (outcome.policy() == null ? "" : " (" + outcome.policy() + ")")
                + (values.isEmpty() ? "" : ": " + values);
    }

    private static String touches(Outcome outcome, String mask) {
        String values = values(outcome.values());
        if (mask.length() == 1) {
            return values.isEmpty() ? "done" : values;
        }
        String shown = mask.length() <= MOST_TOUCHES ? " [" + mask + "]" : "";
        return outcome.result()
                + (outcome.result() == 1 ? " touch" : " touches")
                + shown
                + (values.isEmpty() ? "" : ": " + values);
    }

    /** Bytes in decimal; the first few of many. */
    private static String values(@Nullable String hex) {
        if (hex == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        int count = hex.length() / 2;
        for (int i = 0; i < Math.min(count, MOST_VALUES); i++) {
            String digits = hex.substring(2 * i, 2 * i + 2);
            text.append(i == 0 ? "" : " ").append(digits.equals("--") ? "-" : Integer.parseInt(digits, 16));
        }
        return text.append(count > MOST_VALUES ? " …" : "").toString();
    }

    private static void faults(Outcome outcome, List<String> parts) {
        if (outcome.minor() > 0) {
            parts.add(outcome.minor() + (outcome.minor() == 1 ? " minor fault" : " minor faults"));
        }
        if (outcome.major() > 0) {
            parts.add(outcome.major() + (outcome.major() == 1 ? " major fault" : " major faults"));
        }
    }

    /** As a shell tells it, with what the kernel says besides. */
    static String signal(Outcome.Signal signal) {
        String place = " at 0x" + Long.toHexString(signal.address());
        return switch (signal.number()) {
            case FaultSignal.SIGSEGV ->
                "Segmentation fault "
                        + (signal.codeName().equals("KERNEL") ? "SI_KERNEL" : "SEGV_" + signal.codeName() + place);
            case FaultSignal.SIGBUS -> "Bus error BUS_ADRERR" + place;
            default -> "Killed";
        };
    }
}
