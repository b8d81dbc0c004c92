package org.mmlab.lab.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.plugin.Suggestions;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.spec.SpecKey;
import org.mmlab.kit.view.SystemFile;
import org.mmlab.lab.hotplug.HotplugScript;
import org.mmlab.lab.report.BootSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code mm boot}: a machine just booted, as Linux would show itself. */
@Command(
        name = "boot",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Boots a machine and prints files of its /proc and /sys in the kernel's own format.",
            "Without --show: a summary, then iomem, meminfo, zoneinfo and buddyinfo, each under its name.",
            "The time that the boot took and the heap that is full then go to standard error."
        },
        footer = {
            "",
            "Example: mm boot --ram 4G --nodes 2 --show zoneinfo",
            "Example: sudo mm boot --host --show zoneinfo      this very computer",
            "Example: dmesg > map.txt; mm boot --memmap map.txt",
            "Example: mm boot --ram 1G --hotplug 4G --plug 'add size=512M; online movable last' --show zoneinfo,memory-blocks",
            "Exit code: 0 if the machine booted, 1 if it cannot or a step of --plug was refused, 2 if the command line is wrong."
        })
public final class BootCommand implements Callable<Integer> {
    private static final List<String> USUAL = List.of("iomem", "meminfo", "zoneinfo", "buddyinfo");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--show",
            split = ",",
            paramLabel = "FILE",
            description = {
                "Print these files alone: iomem, meminfo, zoneinfo, buddyinfo, pagetypeinfo, vmstat, percpu,",
                "extfrag_index, unusable_index,",
                "or of a node: nodeN/meminfo, nodeN/numastat, nodeN/distance, nodeN/cpulist, nodeN/vmstat;",
                "node/meminfo is that of every node; memory-blocks: state and zone of every memory block."
            })
    private @Nullable List<String> show;

    @Option(
            names = "--host",
            description = {
                "Boot the same machine as this computer: its memory map, nodes, CPUs, distances, as /proc and /sys show",
                "them, and print first in what its zones differ. Other options win over what is read."
            })
    private boolean host;

    @Option(
            names = "--host-root",
            paramLabel = "FOLDER",
            defaultValue = "/",
            description = "Where --host finds proc and sys (default: ${DEFAULT-VALUE}).")
    private Path hostRoot = Path.of("/");

    @Option(
            names = "--plug",
            paramLabel = "STEPS",
            description = {
                "Then plug memory, before anything is shown; steps, separated by ';':",
                HotplugScript.SYNTAX + ".",
                "The machine needs room for it: --hotplug SIZE."
            })
    private @Nullable String plug;

    @Override
    public Integer call() {
        ParseResult parsed = spec.commandLine().getParseResult();
        PrintWriter out = spec.commandLine().getOut();
        HotplugScript script = script(plug == null ? "" : plug);
        if (host) {
            HostBoot boot = new HostBoot(hostRoot, given(parsed), parsed);
            out.print(boot.report());
            print(boot.machine(), script, files(boot.machine().memory().nodes().count()), out);
        } else {
            MachineSpec machineSpec = SpecOptions.read(given(parsed), parsed);
            boolean madeUp = !machineSpec.physical().numaFake().isEmpty();
            files(madeUp ? Long.SIZE : machineSpec.hardware().nodes()); // a mistyped name is told before a long boot
            long before = System.nanoTime();
            Machine machine = MachineFactory.create(machineSpec);
            double seconds = (System.nanoTime() - before) / 1e9;
            print(machine, script, files(machine.memory().nodes().count()), out);
            reportCost(machine, seconds);
        }
        out.flush();
        return script.refused() == 0 ? 0 : 1;
    }

    private void reportCost(Machine machine, double seconds) {
        System.gc();
        Runtime jvm = Runtime.getRuntime();
        long heapMib = (jvm.totalMemory() - jvm.freeMemory()) >> 20;
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "booted %,d frames in %.2f s; they and all else take %,d MiB of heap%n",
                        machine.memory().map().frames(),
                        seconds,
                        heapMib);
    }

    private HotplugScript script(String text) {
        try {
            return HotplugScript.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--plug: " + e.getMessage());
        }
    }

    /** Per-CPU areas are set up where they are to be shown. */
    private Map<String, String> given(ParseResult parsed) {
        Map<String, String> given = SpecOptions.given(parsed);
        if (show != null && show.contains(SystemFile.PERCPU)) {
            given.putIfAbsent(SpecKey.PERCPU.key(), "on");
        }
        return given;
    }

    private void print(Machine machine, HotplugScript script, List<SystemFile> files, PrintWriter out) {
        script.run(machine).forEach(out::println);
        if (show == null) {
            out.print(BootSummary.of(machine));
        }
        for (SystemFile file : files) {
            if (files.size() > 1) {
                out.print("\n" + file.path() + "\n");
            }
            out.print(file.of(machine));
        }
    }

    /** What to show of a machine with that many nodes: with numa-fake, other ones than its specification names. */
    private List<SystemFile> files(int nodes) {
        List<SystemFile> files = new ArrayList<>();
        for (String name : show == null ? USUAL : show) {
            List<SystemFile> named = SystemFile.named(name, nodes);
            if (named.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(),
                        Suggestions.unknown("view", name, SystemFile.names()) + "; nodes are 0 to " + (nodes - 1));
            }
            files.addAll(named);
        }
        return files;
    }
}
