package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmlab.lab.CommandRun;

/** {@code mm numa} prints what numactl and numastat print, to the space. */
class NumaCommandTest {
    private static final String[] TWO_NODES = {
        "numa", "--node-ram", "64M,0", "--nodes", "2", "--cpus", "3", "--distances", "10,21/31,10"
    };

    @Test
    void hardwareIsNumactls() {
        assertThat(run().out()).isEqualTo("""
                available: 2 nodes (0-1)
                node 0 cpus: 0 2
                node 0 size: 59 MB
                node 0 free: 58 MB
                node 1 cpus: 1
                node 1 size: 0 MB
                node 1 free: 0 MB
                node distances:
                node     0    1\s
                   0:   10   21\s
                   1:   31   10\s
                """);
        assertThat(CommandRun.of("numa", "--ram", "64M").out())
                .startsWith("available: 1 nodes (0)\nnode 0 cpus: 0\n")
                .endsWith("node distances:\nnode     0 \n   0:   10 \n");
    }

    @Test
    void statIsNumastats() {
        assertThat(run("--stat").out())
                .startsWith("                           node0           node1\n"
                        + "numa_hit                       1               0\n")
                .contains("\ninterleave_hit                 0               0\n");
    }

    @Test
    void meminfoIsThatOfNumastatInMebibytes() {
        assertThat(run("--meminfo").out())
                .startsWith("""

                Per-node system memory usage (in MBs):
                                          Node 0          Node 1           Total
                                 --------------- --------------- ---------------
                MemTotal                   59.00            0.00           59.00
                """)
                .contains("\nHugePages_Surp              0.00            0.00            0.00\n");
    }

    @Test
    void tablesAreForPrograms() {
        assertThat(run("--format", "csv").out()).isEqualTo("""
                node,cpus,size_mb,free_mb,distances
                0,0 2,59,58,10 21
                1,1,0,0,31 10
                """);
        assertThat(run("--stat", "--format", "csv").out()).contains("node,counter,value\n0,numa_hit,1\n");
        assertThat(run("--meminfo", "--format", "json").out()).contains("\"counter\" : \"MemTotal\"");
    }

    @Test
    void aProgramThatRanFirstHasItsMemoryYet() {
        CommandRun run = CommandRun.of("numa", "bundled:ls", "--ram", "1x", "--meminfo", "--format", "csv");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().filter(line -> line.contains(",AnonPages,")))
                .allSatisfy(line -> assertThat(line).doesNotEndWith(",0"));
    }

    private static CommandRun run(String... more) {
        String[] arguments = java.util.Arrays.copyOf(TWO_NODES, TWO_NODES.length + more.length);
        System.arraycopy(more, 0, arguments, TWO_NODES.length, more.length);
        return CommandRun.of(arguments);
    }
}
