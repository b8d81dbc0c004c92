package org.mmlab.lab.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.kit.machine.Machine;
import org.mmlab.lab.map.SvgMap;
import org.mmlab.lab.map.TextMap;
import org.mmlab.lab.map.TextStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mm map}: a picture of memory. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Draws physical memory by address, node by node.",
            "Shows what frames are used for, the types of pageblocks, zones, sections, free blocks by order. With a TRACE: at",
            "the end of that program, while it still holds its memory; else after boot. Several frames share a cell where",
            "memory is large."
        },
        footer = {
            "",
            "Example: mm map --ram 1G --nodes 2",
            "Example: mm map bundled:ls --ram 1x --svg memory.svg",
            "Exit code: 0 if the map was drawn, 1 if the machine cannot boot, 2 if the command line is wrong."
        })
public final class MapCommand implements Callable<Integer> {
    private static final int TEXT_ROWS = 24;
    private static final int SVG_ROWS = 40;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "TRACE", description = "A trace to replay first, or bundled:NAME.")
    private @Nullable String trace;

    @Option(names = "--svg", paramLabel = "FILE", description = "Write the picture to this file, for a browser.")
    private @Nullable Path svg;

    @Option(
            names = "--width",
            paramLabel = "COLUMNS",
            defaultValue = "100",
            description = "Columns of the text (default: ${DEFAULT-VALUE}).")
    private int width;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Most rows of cells, all nodes together (default: 24; 40 in an SVG).")
    private @Nullable Integer rows;

    @Option(
            names = "--style",
            paramLabel = "plain|blocks",
            description = "Letters, or coloured blocks (default: blocks on a terminal, else plain).")
    private @Nullable TextStyle style;

    @Override
    public Integer call() {
        atLeast("--width", TextMap.LEAST_WIDTH, width);
        atLeast("--rows", 1, rows == null ? 1 : rows);
        TracedMachine.show(trace, TracedMachine.Boot.SPARING, spec.commandLine().getParseResult(), this::draw);
        return 0;
    }

    private void atLeast(String option, int least, int value) {
        if (value < least) {
            throw new ParameterException(
                    spec.commandLine(), option + " " + value + " is too small; give " + least + " or more");
        }
    }

    private void draw(Machine machine) {
        PrintWriter out = spec.commandLine().getOut();
        if (svg == null) {
            TextStyle used = style != null ? style : Terminal.isAttached() ? TextStyle.BLOCKS : TextStyle.PLAIN;
            out.print(TextMap.of(machine, used, width, rows == null ? TEXT_ROWS : rows));
            out.flush();
            return;
        }
        try {
            Files.writeString(svg, SvgMap.of(machine, rows == null ? SVG_ROWS : rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
