package org.mmlab.lab.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.concurrent.Callable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.plugin.Suggestions;
import org.mmlab.lab.lesson.Blackboard;
import org.mmlab.lab.lesson.Lesson;
import org.mmlab.lab.lesson.LessonStep;
import org.mmlab.lab.lesson.story.Lessons;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mm lesson}: memory management, taught on a machine that runs. */
@Command(
        name = "lesson",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the lessons, or gives one on a running machine.",
            "Each builds a simulated machine, does something on it, and tells what happened and why. Every number is the",
            "machine's own. On a terminal a lesson waits for Enter after each step."
        },
        footer = {"", "Example: mm lesson pitfalls"})
public final class LessonCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The lesson; without it, the list.")
    private @Nullable String name;

    @Option(names = "--no-pause", description = "Do not wait between steps.")
    private boolean runThrough;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Lesson> lessons = Lessons.byName();
        String wanted = name;
        if (wanted == null) {
            lessons.forEach((key, lesson) -> out.printf("%-16s %s%n", key, lesson.title()));
            out.println();
            out.println("mm lesson NAME gives one.");
            out.flush();
            return 0;
        }
        Lesson lesson = lessons.get(wanted);
        if (lesson == null) {
            throw new ParameterException(spec.commandLine(), Suggestions.unknown("lesson", wanted, lessons.keySet()));
        }
        boolean pauses = !runThrough && Terminal.isAttached();
        lesson.teach(new Blackboard(step -> {
            print(step, lesson, out);
            if (pauses) {
                waitForEnter(out);
            }
        }));
        return 0;
    }

    private static void print(LessonStep step, Lesson lesson, PrintWriter out) {
        Blackboard.wrapped("== " + lesson.name() + " " + step.number() + ": " + step.title())
                .forEach(out::println);
        out.println();
        step.lines().forEach(out::println);
        out.println();
        Blackboard.wrapped("-> " + step.next()).forEach(out::println);
        out.println();
        out.flush();
    }

    private static void waitForEnter(PrintWriter out) {
        out.print("[Enter] ");
        out.flush();
        try {
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
