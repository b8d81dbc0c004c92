package org.mmlab.lab.exec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.plugin.Suggestions;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineException;
import org.mmlab.kit.machine.Process;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.script.Outcome;
import org.mmlab.lab.script.Script;
import org.mmlab.lab.script.ScriptFiles;
import org.mmlab.lab.script.ScriptProcess;
import org.mmlab.lab.script.ScriptRun;
import org.mmlab.lab.script.Step;

/** A script that runs: its machine, processes by name, variables, and the line that is performed now. */
final class Session {
    /** The first process. */
    static final String FIRST = "init";

    private final Machine machine;
    private final ExecReport report;
    private final ScriptRun run;
    private final Map<String, Long> variables = new TreeMap<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<Integer, Integer> parents = new TreeMap<>();
    private final Map<Integer, String> ends = new TreeMap<>();
    private int current;
    private int actor;
    private SourceLine line = new SourceLine("", 0, "");
    private String source = "";
    private @Nullable String target;
    private @Nullable Long value;

    Session(Machine machine, ExecReport report) {
        this.machine = machine;
        this.report = report;
        Script empty = new Script("", Script.Space.WINDOW, false, List.of(), List.of());
        this.run = new ScriptRun(machine, empty, machine.newProcess(), Addresses.virt(0));
        numbers.put(FIRST, 0);
    }

    Machine machine() {
        return machine;
    }

    ExecReport report() {
        return report;
    }

    ScriptFiles files() {
        return run.files();
    }

    /** Variables by name; to be read only. */
    Map<String, Long> variables() {
        return variables;
    }

    void set(String name, long to) {
        variables.put(name, to);
    }

    /** A line begins; {@code who} is the process that performs it, or null for the current one. */
    void begin(SourceLine next, String text, @Nullable String assigned, @Nullable Token who) throws ScriptException {
        line = next;
        source = text;
        target = assigned;
        value = null;
        actor = who == null ? current : number(who);
    }

    /** The name that the line's result is given, or null. */
    @Nullable String target() {
        return target;
    }

    /** What the line gave to its variable, or null where it gave nothing. */
    @Nullable Long value() {
        return value;
    }

    /** The line that is performed. */
    SourceLine line() {
        return line;
    }

    static ObjectNode fields() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Performs an operation of the vectors as the line's process. */
    void step(String operation, ObjectNode fields) throws IOException {
        ScriptProcess process = process();
        JsonFields arguments = JsonFields.of(fields, line.file() + ":" + line.number());
        Outcome outcome = run.perform(new Step(operation, actor, arguments));
        arguments.done();
        finished(operation, outcome.error() == null ? outcome.result() : -1, outcome);
        String values = outcome.values();
        if (values != null && !values.isEmpty() && outcome.error() == null && outcome.signal() == null) {
            value = Long.parseLong(values.substring(0, 2), 16);
        }
        if (!process.process().isAlive() && run.processes().containsKey(actor)) {
            run.processes().remove(actor);
            ends.put(actor, "was killed at line " + line.number());
        }
    }

    /** Maps a region of the machine's fault handler as the line's process. */
    void mapBacked(int region, long bytes, String rights) throws ScriptException {
        try {
            long address = process().process().mapBacked(region, bytes, rights);
            finished("mmap", address, Outcome.of(address));
        } catch (MachineException e) {
            throw line.error(1, String.valueOf(e.getMessage()));
        }
    }

    /** An operation is done. */
    private void finished(String operation, long result, Outcome outcome) {
        machine.passTime();
        value = result;
        report.step(new StepResult(line.number(), nameOf(actor), numbers.size(), source, operation, result, outcome));
    }

    /** Something that is no system call is done. */
    void done(String operation) {
        finished(operation, 0, Outcome.of(0));
        value = null;
    }

    void fork() throws IOException {
        process();
        int child = numbers.size();
        String name = target == null ? "child" + child : target;
        if (numbers.containsKey(name)) {
            throw line.error(1, "there is a process '" + name + "' already; give the child another name");
        }
        JsonFields arguments = JsonFields.of(fields().put("child", child), line.file() + ":" + line.number());
        Outcome outcome = run.perform(new Step("fork", actor, arguments));
        if (outcome.error() == null) {
            numbers.put(name, child);
            parents.put(child, actor);
        }
        ScriptProcess born = run.processes().get(child);
        finished("fork", born == null ? -1 : born.process().pid(), outcome);
    }

    /** Ends a process. Where it was the current one, its parent or else the oldest that lives goes on. */
    void exit(@Nullable Token who) throws IOException {
        int ending = who == null ? actor : number(who);
        actor = ending;
        process();
        JsonFields arguments = JsonFields.of(fields().put("parent", ending), line.file() + ":" + line.number());
        Outcome outcome = run.perform(new Step("exit", ending, arguments));
        ends.put(ending, "exited at line " + line.number());
        finished("exit", 0, outcome);
        if (current == ending && !run.processes().isEmpty()) {
            int parent = parents.getOrDefault(ending, 0);
            current = run.processes().containsKey(parent)
                    ? parent
                    : run.processes().firstKey();
        }
    }

    void switchTo(Token who) throws ScriptException {
        current = number(who);
        actor = current;
        process();
        done("switch");
    }

    private int number(Token who) throws ScriptException {
        Integer number = numbers.get(who.text());
        if (number == null) {
            throw line.error(who, Suggestions.unknown("process", who.text(), numbers.keySet()));
        }
        return number;
    }

    private String nameOf(int number) {
        for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
            if (entry.getValue() == number) {
                return entry.getKey();
            }
        }
        return "";
    }

    /** The process that performs the line. */
    private ScriptProcess process() throws ScriptException {
        ScriptProcess process = run.processes().get(actor);
        if (process == null) {
            List<String> living =
                    run.processes().keySet().stream().map(this::nameOf).toList();
            throw line.error(
                    1,
                    "process '" + nameOf(actor) + "' " + ends.getOrDefault(actor, "is no more") + "; "
                            + (living.isEmpty() ? "none is left" : "living: " + String.join(", ", living)));
        }
        return process;
    }

    Process actor() throws ScriptException {
        return process().process();
    }

    String actorName() {
        return nameOf(actor);
    }

    /** The process that goes on after the script's last line; null where none lives. */
    @Nullable Process last() {
        ScriptProcess process = run.processes().get(current);
        return process == null ? null : process.process();
    }

    /** Shows views after the last line: those of processes of all that live. */
    void show(List<String> views) {
        Views all = new Views(machine);
        for (String view : views) {
            if (!Views.isOfProcess(view)) {
                report.view(0, "", view, all.of(view));
                continue;
            }
            run.processes()
                    .forEach((number, process) ->
                            report.view(0, nameOf(number), view, all.of(process.process(), view, null)));
        }
    }

    /** Ends all processes. */
    void finish() {
        run.finish();
    }
}
