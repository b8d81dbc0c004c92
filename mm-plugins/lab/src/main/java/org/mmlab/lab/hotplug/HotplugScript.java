package org.mmlab.lab.hotplug;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.spec.Sizes;
import org.mmlab.physical.hotplug.HotplugOutcome;
import org.mmlab.physical.hotplug.MemoryBlock;
import org.mmlab.physical.hotplug.OnlineType;

/**
 * Steps of memory hot-plug, separated by {@code ;}: {@code add node=N size=S}, {@code online [kernel|movable] BLOCKS}, {@code offline
 * BLOCKS}, {@code remove BLOCKS}. Blocks are numbers as {@code 32-35,40}, or {@code last}, those of the device that was added last.
 */
public final class HotplugScript {
    /** What there is, for help and messages. */
    public static final String SYNTAX =
            "add node=N size=512M, online [kernel|movable] BLOCKS, offline BLOCKS, remove BLOCKS;"
                    + " BLOCKS are 32-35,40 or 'last'";

    private static final String LAST = "last";
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private enum Verb {
        ADD,
        ONLINE,
        OFFLINE,
        REMOVE
    }

    private record Step(String text, Verb verb, int node, long bytes, OnlineType type, String blocks) {}

    private final List<Step> steps;
    private List<Long> last = List.of();
    private int refused;

    private HotplugScript(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * Reads a script.
     *
     * @throws IllegalArgumentException at the first step that is not understood, with what there is
     */
    public static HotplugScript parse(String text) {
        List<Step> steps = new ArrayList<>();
        for (String step : text.split(";", -1)) {
            if (!step.isBlank()) {
                steps.add(step(step.trim()));
            }
        }
        return new HotplugScript(steps);
    }

    private static Step step(String text) {
        String[] words = text.split("\\s+");
        Verb verb = verb(words[0], text);
        if (verb == Verb.ADD) {
            return add(text, words);
        }
        OnlineType type = OnlineType.ONLINE;
        int blocks = 1;
        if (verb == Verb.ONLINE && words.length == 3) {
            type = type(words[1], text);
            blocks = 2;
        }
        if (words.length != blocks + 1) {
            throw error(text, "names no blocks, or too much");
        }
        if (!words[blocks].equals(LAST)) {
            numbers(words[blocks], text);
        }
        return new Step(text, verb, 0, 0, type, words[blocks]);
    }

    private static Verb verb(String word, String text) {
        for (Verb verb : Verb.values()) {
            if (verb.name().toLowerCase(Locale.ROOT).equals(word)) {
                return verb;
            }
        }
        throw error(text, "'" + word + "' is no step");
    }

    private static OnlineType type(String word, String text) {
        return switch (word) {
            case "kernel" -> OnlineType.ONLINE_KERNEL;
            case "movable" -> OnlineType.ONLINE_MOVABLE;
            default -> throw error(text, "'" + word + "' is neither kernel nor movable");
        };
    }

    private static Step add(String text, String[] words) {
        int node = 0;
        OptionalLong bytes = OptionalLong.empty();
        for (int i = 1; i < words.length; i++) {
            if (words[i].matches("node=\\d{1,4}")) {
                node = Integer.parseInt(words[i].substring("node=".length()));
            } else if (words[i].startsWith("size=")) {
                bytes = Sizes.parse(words[i].substring("size=".length()));
            } else {
                throw error(text, "'" + words[i] + "' is neither node=N nor size=S");
            }
        }
        return new Step(
                text, Verb.ADD, node, bytes.orElseThrow(() -> error(text, "says no size")), OnlineType.ONLINE, LAST);
    }

    private static IllegalArgumentException error(String step, String problem) {
        return new IllegalArgumentException("step '" + step + "' " + problem + "; there are: " + SYNTAX);
    }

    /** The numbers of {@code 32-35,40}. */
    private static List<Long> numbers(String text, String step) {
        List<Long> numbers = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part);
            if (!range.matches()) {
                throw error(step, ": '" + part + "' is neither a block nor a range of blocks");
            }
            long first = Long.parseLong(String.valueOf(range.group(1)));
            String end = range.group(2);
            long until = end == null ? first : Long.parseLong(end);
            if (until < first || until - first > 100_000) {
                throw error(step, ": the range '" + part + "' ends before it starts, or is too long");
            }
            for (long number = first; number <= until; number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    /** One line for each step and block: what was done, or why not. */
    public List<String> run(Machine machine) {
        List<String> lines = new ArrayList<>();
        refused = 0;
        for (Step step : steps) {
            run(machine, step, lines);
        }
        return lines;
    }

    /** How many lines of the last run say that something was refused. */
    public int refused() {
        return refused;
    }

    private void run(Machine machine, Step step, List<String> lines) {
        if (step.verb() == Verb.ADD) {
            HotplugOutcome outcome = machine.addMemory(step.node(), step.bytes());
            if (outcome.done()) {
                last = outcome.blocks().stream().map(MemoryBlock::index).toList();
            }
            note(step.text(), outcome, lines);
            return;
        }
        List<Long> blocks = step.blocks().equals(LAST) ? last : numbers(step.blocks(), step.text());
        if (blocks.isEmpty()) {
            note(step.text(), HotplugOutcome.refused(HotplugOutcome.Code.ENODEV, "no device was added before"), lines);
        }
        for (long block : blocks) {
            HotplugOutcome outcome = switch (step.verb()) {
                case ONLINE -> machine.online(block, step.type());
                case OFFLINE -> machine.offline(block);
                default -> machine.removeMemory(block, 1);
            };
            note(step.verb().name().toLowerCase(Locale.ROOT) + " " + block, outcome, lines);
        }
    }

    private void note(String what, HotplugOutcome outcome, List<String> lines) {
        refused += outcome.done() ? 0 : 1;
        lines.add(what + ": " + outcome);
    }
}
