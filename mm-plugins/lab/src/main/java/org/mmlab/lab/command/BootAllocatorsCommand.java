package org.mmlab.lab.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.api.plugin.PolicyDescriptor;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.lab.bootmemory.BootCost;
import org.mmlab.lab.bootmemory.BootReplay;
import org.mmlab.lab.bootmemory.BootTrace;
import org.mmlab.lab.bootmemory.BundledBootTraces;
import org.mmlab.lab.bootmemory.EmptyBoot;
import org.mmlab.lab.report.Format;
import org.mmlab.lab.report.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mm boot-allocators}: what boot memory costs with each boot allocator. */
@Command(
        name = "boot-allocators",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the boot allocators: can we eliminate bootmem?",
            "First, two recorded boots of Linux 6.12 are replayed on each: what the kernel allocated before its page",
            "allocator ran. Then machines of several sizes are handed over untouched."
        },
        footer = {
            "",
            "metadata  the most memory that the allocator held for itself, in bytes",
            "handed    frames that the page allocator got in the end",
            "lost      bytes that nobody asked for and the page allocator does not get either",
            "us        microseconds for the whole sequence, the best of --repeat runs"
        })
public final class BootAllocatorsCommand implements Callable<Integer> {
    private static final long NANOS_IN_MICRO = 1000;
    private static final long GIB = 1L << 30;
    private static final int MOST_GIB = 4096;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "text|csv|json",
            description = "How to print (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Option(
            names = "--gib",
            split = ",",
            defaultValue = "1,64,1024",
            paramLabel = "N",
            description = "Sizes of the untouched machines in GiB (default: ${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--repeat",
            defaultValue = "50",
            paramLabel = "N",
            description = "How often each sequence runs for its time (default: ${DEFAULT-VALUE}).")
    private int repeat;

    @Override
    public Integer call() throws IOException {
        checkNumbers();
        Table table = new Table("boot", "allocator", "allocations", "failed", "metadata", "handed", "lost", "us");
        PolicyRegistry registry =
                PolicyRegistry.builder().spi("boot", BootAllocator.class).build();
        for (String name : BundledBootTraces.names()) {
            compare(BundledBootTraces.read(name), registry, table);
        }
        for (int gib : sizes) {
            compare(EmptyBoot.of(gib + "-gib", gib * GIB), registry, table);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(table.print(format));
        out.flush();
        return 0;
    }

    private void checkNumbers() {
        for (int gib : sizes) {
            if (gib < 1 || gib > MOST_GIB) {
                throw new ParameterException(spec.commandLine(), "--gib " + gib + " is not 1 to " + MOST_GIB);
            }
        }
        if (repeat < 0) {
            throw new ParameterException(spec.commandLine(), "--repeat " + repeat + " is not 0 or more");
        }
    }

    private void compare(BootTrace trace, PolicyRegistry registry, Table table) {
        for (PolicyDescriptor<BootAllocator> policy : registry.all(BootAllocator.class)) {
            BootCost cost = replay(trace, policy);
            long best = Long.MAX_VALUE;
            for (int i = 0; i < repeat; i++) {
                long start = System.nanoTime();
                replay(trace, policy);
                best = Math.min(best, System.nanoTime() - start);
            }
            table.row(
                    trace.name(),
                    policy.spec().name(),
                    cost.allocations(),
                    cost.failed(),
                    cost.metadataBytes(),
                    cost.framesHandedOver(),
                    cost.lostBytes(),
                    best == Long.MAX_VALUE ? "" : best / NANOS_IN_MICRO);
        }
    }

    private static BootCost replay(BootTrace trace, PolicyDescriptor<BootAllocator> policy) {
        return new BootReplay(policy.create(Map.of()), trace.ram()).run(trace);
    }
}
