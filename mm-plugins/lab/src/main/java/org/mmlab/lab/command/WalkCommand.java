package org.mmlab.lab.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.translation.Access;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineException;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.lab.exec.ExecReport;
import org.mmlab.lab.exec.ExecSource;
import org.mmlab.lab.exec.ScriptException;
import org.mmlab.lab.walk.WalkStory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mm walk}: how an address is translated. */
@Command(
        name = "walk",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Translates virtual addresses step by step, or says why they fault.",
            "Tells the TLB's answer, each level's index, the physical address read, the entry and its bits, the page, and the",
            "physical address; or what the kernel does at the fault.",
            "A new process accesses the addresses in order. Private anonymous memory is mapped around each first, so the",
            "first access faults and is given a page; --unmapped leaves the process empty."
        },
        footer = {
            "",
            "Example: mm walk 0x7f0000001234 0x7f0000001238 --access write --page-table x86-64-5level",
            "Example: mm exec --example swap --source | mm walk --exec - p p+4K"
        })
public final class WalkCommand implements Callable<Integer> {
    private static final long PRIVATE_FIXED_ANON = 0x32;
    private static final int AREA_PAGES = 16;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "VADDR", description = "Virtual addresses, hexadecimal (0x…) or decimal.")
    private List<String> addresses = List.of();

    @Option(
            names = "--access",
            paramLabel = "read|write|fetch",
            defaultValue = "read",
            description = "What to do there (default: read).")
    private String access = "read";

    @Option(
            names = "--protection",
            paramLabel = "rwx",
            defaultValue = "rwx",
            description = "Rights of the mapped memory, e.g. r-- (default: rwx).")
    private String protection = "rwx";

    @Option(
            names = "--exec",
            paramLabel = "SCRIPT",
            description = "Run this script first (see mm exec) and walk addresses of the process that it leaves;"
                    + " they may use its variables: p+4096.")
    private @Nullable String script;

    @Option(names = "--unmapped", description = "Map nothing.")
    private boolean unmapped;

    @Override
    public Integer call() throws IOException {
        int kind = switch (access) {
            case "read" -> Access.READ;
            case "write" -> Access.WRITE;
            case "fetch" -> Access.FETCH;
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--access '" + access + "' is not read, write or fetch");
        };
        if (!protection.matches("[r-][w-][x-]")) {
            throw new ParameterException(
                    spec.commandLine(), "--protection '" + protection + "' is not of the form rwx, r-- or rw-");
        }
        if (script == null) {
            addresses.forEach(this::parse);
        }
        MachineSpec machineSpec = SpecOptions.read(
                SpecOptions.given(spec.commandLine().getParseResult()),
                spec.commandLine().getParseResult());
        Machine machine = MachineFactory.create(machineSpec);
        return script == null ? walk(machine, kind) : walkAfter(script, machine, kind);
    }

    /** Walks addresses of the process that a script leaves. */
    private int walkAfter(String name, Machine machine, int kind) throws IOException {
        ExecSource source =
                name.equals("-") ? ExecSource.of("standard input", System.in) : ExecSource.read(Path.of(name));
        ExecSource.Result result = source.perform(machine, ExecReport.NONE);
        Process process = result.process();
        if (process == null) {
            throw new ScriptException(
                    name + ": all processes have exited, so there is nothing to walk; leave one alive");
        }
        WalkStory story = new WalkStory(machine, process);
        PrintWriter out = spec.commandLine().getOut();
        for (String text : addresses) {
            story.tell(result.address(text), kind, access).forEach(out::println);
        }
        result.finish();
        out.flush();
        return 0;
    }

    private int walk(Machine machine, int kind) {
        Process process = machine.newProcess();
        WalkStory story = new WalkStory(machine, process);
        PrintWriter out = spec.commandLine().getOut();
        for (String text : addresses) {
            long address = parse(text);
            if (!unmapped) {
                mapAround(process, address);
            }
            story.tell(address, kind, access).forEach(out::println);
        }
        process.exit();
        out.flush();
        return 0;
    }

    /** Maps memory around an address where none is; an address that cannot be mapped stays unmapped, and its walk says why it faults. */
    private void mapAround(Process process, long address) {
        long start = address & -((long) AREA_PAGES << Addresses.PAGE_SHIFT);
        if (process.pages().mm().lookup(Addresses.virt(address)) != null) {
            return;
        }
        try {
            process.mmap(start, (long) AREA_PAGES << Addresses.PAGE_SHIFT, protection, PRIVATE_FIXED_ANON, null, 0);
        } catch (MachineException refused) {
            spec.commandLine()
                    .getErr()
                    .println("mm walk: nothing can be mapped at " + Long.toHexString(start) + ": "
                            + refused.getMessage());
        }
    }

    private long parse(String text) {
        try {
            String digits = text.replace("_", "");
            return digits.startsWith("0x") || digits.startsWith("0X")
                    ? Long.parseUnsignedLong(digits.substring(2), 16)
                    : Long.parseUnsignedLong(digits);
        } catch (NumberFormatException e) {
            throw new ParameterException(
                    spec.commandLine(), "'" + text + "' is no address; write it as 0x7f0000001000 or in decimal");
        }
    }
}
