package org.mmlab.lab.exec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.script.AddressWindow;
import org.mmlab.lab.script.Outcome;
import org.mmlab.lab.script.Script;
import org.mmlab.lab.script.ScriptProcess;
import org.mmlab.lab.script.ScriptReader;
import org.mmlab.lab.script.ScriptRun;
import org.mmlab.lab.script.Step;
import org.mmlab.virtual.mm.MmLayout;

/**
 * Scripts in the JSON of the reference vectors, each on a machine of its own. What was recorded of them is not looked at: that is
 * {@code mm conform}'s work.
 */
public final class JsonScripts {
    /** Where the vectors' window was. */
    private static final @VirtAddr long BASE = 0x100_0000_0000L;

    private static final Set<String> NOT_ARGUMENTS = Set.of("op", "p", "r", "vmas", "child_vmas");
    private static final List<String> RECORDED = List.of("r", "vmas", "child_vmas");
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(JsonNode.class);

    private final String name;
    private final String text;

    /** {@code name} is the file's, for messages. */
    public JsonScripts(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** Performs all scripts, each on a machine of {@code machines}; {@code views} are shown of every process after each. */
    public void perform(Supplier<Machine> machines, ExecReport report, List<String> views) throws IOException {
        try (MappingIterator<JsonNode> scripts = JSON.readValues(text)) {
            while (scripts.hasNextValue()) {
                String place =
                        name + ":" + scripts.getParser().currentTokenLocation().getLineNr();
                perform(scripts.nextValue(), place, machines.get(), report, views);
            }
        } catch (JsonProcessingException e) {
            throw new ScriptException(name + ":" + e.getLocation().getLineNr() + ":"
                    + e.getLocation().getColumnNr() + ": not JSON: " + e.getOriginalMessage());
        }
    }

    private static void perform(JsonNode node, String place, Machine machine, ExecReport report, List<String> views)
            throws IOException {
        JsonFields fields = JsonFields.of(node, place);
        boolean windowed = fields.has("space");
        Script script = ScriptReader.read(fields);
        report.script(script.id(), node.path("desc").asText());
        Process first =
                windowed ? AddressWindow.open(machine, BASE, script.space()) : machine.newProcess(MmLayout.x8664());
        ScriptRun run = new ScriptRun(machine, script, first, BASE);
        int number = 0;
        int processes = 1;
        for (Step step : script.steps()) {
            RECORDED.forEach(step.fields()::has);
            if (step.operation().equals("snap")) {
                show(machine, run, number, List.of("pagemap"), report);
            } else {
                Outcome outcome = run.perform(step);
                machine.passTime();
                processes += step.operation().equals("fork") ? 1 : 0;
                String source = source(node.path("steps").path(number));
                report.step(new StepResult(
                        number, "p" + step.process(), processes, source, step.operation(), outcome.result(), outcome));
            }
            step.fields().done();
            number++;
        }
        show(machine, run, 0, views, report);
        run.finish();
    }

    private static void show(Machine machine, ScriptRun run, int line, List<String> views, ExecReport report) {
        Views all = new Views(machine);
        for (String view : views) {
            if (!Views.isOfProcess(view)) {
                report.view(line, "", view, all.of(view));
                continue;
            }
            for (ScriptProcess process : run.processes().values()) {
                report.view(line, "p" + process.number(), view, all.of(process.process(), view, null));
            }
        }
    }

    /** A step in one line: its name and arguments. */
    private static String source(JsonNode step) {
        StringJoiner words = new StringJoiner(" ");
        words.add(step.path("op").asText());
        Iterator<Map.Entry<String, JsonNode>> fields = step.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (!NOT_ARGUMENTS.contains(field.getKey())) {
                words.add(field.getKey() + "="
                        + field.getValue().asText(field.getValue().toString()));
            }
        }
        return words.toString();
    }
}
