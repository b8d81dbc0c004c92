package org.mmlab.lab.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.network.Socket;
import org.mmlab.kit.network.SocketBuffers;
import org.mmlab.kit.network.SocketBuffers.Kind;
import org.mmlab.kit.network.SocketBuffers.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code mm pfmemalloc}: what becomes of network packets when memory is out. */
@Command(
        name = "pfmemalloc",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Receives packets until memory is out, and shows who got what.",
            "They come by turns for an ordinary socket and for one that helps to free memory (SOCK_MEMALLOC); nobody reads",
            "them. Pages from the reserves are marked, and a marked packet is dropped unless its socket may use the reserves."
        },
        footer = {
            "",
            "Example: mm pfmemalloc --ram 16M",
            "Exit code: 0 if the machine booted, 1 if it cannot, 2 if the command line is wrong."
        })
public final class PfmemallocCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ParseResult parsed = spec.commandLine().getParseResult();
        Machine machine = MachineFactory.create(SpecOptions.read(SpecOptions.given(parsed), parsed));
        run(machine, out);
        out.flush();
        return 0;
    }

    private static void run(Machine machine, PrintWriter out) {
        SocketBuffers buffers = new SocketBuffers(machine.memory());
        Socket ordinary = new Socket(Kind.ORDINARY);
        Socket memalloc = new Socket(Kind.MEMALLOC);
        long before = machine.freeFrames();
        long[] dropped = new long[1];
        long plenty = 0;
        Verdict last = Verdict.DELIVERED;
        while (last != Verdict.NO_MEMORY) {
            Verdict first = buffers.receive(ordinary);
            dropped[0] += first == Verdict.DROPPED ? 1 : 0;
            last = buffers.receive(memalloc);
            plenty += buffers.marked() == 0 ? 2 : 0;
        }
        out.printf(Locale.ROOT, "%d frames free; nobody reads what arrives%n", before);
        out.printf(Locale.ROOT, "%d packets came before the first page of the reserves%n", plenty);
        out.printf(Locale.ROOT, "%d packets came into pages of the reserves, which are marked%n%n", buffers.marked());
        out.printf(Locale.ROOT, "%-14s %10s %10s%n", "socket", "delivered", "dropped");
        out.printf(Locale.ROOT, "%-14s %10d %10d%n", "ordinary", ordinary.waiting(), dropped[0]);
        out.printf(Locale.ROOT, "%-14s %10d %10d%n%n", "SOCK_MEMALLOC", memalloc.waiting(), 0);
        buffers.readAll(ordinary);
        buffers.readAll(memalloc);
        out.printf(
                Locale.ROOT,
                "all read: %d frames free again; the next packet for the ordinary socket: %s%n",
                machine.freeFrames(),
                buffers.receive(ordinary).name().toLowerCase(Locale.ROOT));
    }
}
