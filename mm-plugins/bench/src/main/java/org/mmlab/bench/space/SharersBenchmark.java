package org.mmlab.bench.space;

import java.util.concurrent.TimeUnit;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.link.ReverseMap;
import org.mmlab.api.translation.Access;
import org.mmlab.bench.Machines;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the way back costs from an anonymous frame to all processes that share it since a fork: reclaim asks whether it was used. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SharersBenchmark {
    /** Processes that map the frame. */
    @Param({"1", "10", "1000"})
    public int sharers = 1;

    Machine machine = Machines.boot();
    private ReverseMap reverseMap = machine.paging().reverseMap();
    private @FrameIndex int frame = Addresses.frame(0);

    /** Boots a machine, writes a page, and forks until enough processes share it. */
    @Setup
    public void share() {
        machine = Machines.boot("ram", "512M");
        Process first = machine.newProcess();
        long address = first.mmap(Areas.PAGE_BYTES, "rw-");
        long physical = first.touch(address, Access.WRITE);
        for (int i = 1; i < sharers; i++) {
            first.fork();
        }
        reverseMap = machine.paging().reverseMap();
        frame = machine.memory().frameOf(Addresses.pfnOf(Addresses.phys(physical)));
    }

    /** One walk over all sharers; gives what it found. */
    @Benchmark
    public int referenced() {
        return reverseMap.referenced(frame);
    }

    int mapcount() {
        return machine.memory().table().mapcount(frame);
    }
}
