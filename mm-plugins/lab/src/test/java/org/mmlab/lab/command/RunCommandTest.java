package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmlab.lab.CommandRun;

class RunCommandTest {
    @Test
    void theReportIsTheSameEveryTime() {
        CommandRun first = CommandRun.of("run", "bundled:true", "--ram", "1/2x", "--format", "csv");
        CommandRun second = CommandRun.of("run", "bundled:true", "--ram", "1/2x", "--format", "csv");
        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).isEqualTo(second.out()).startsWith("section,name,value\n");
        assertThat(first.out()).contains("program,outcome,completed").contains("program,footprint_pages,139");
    }

    @Test
    void aMistypedPolicyIsNamedWithoutAStackTrace() {
        CommandRun run = CommandRun.of("run", "bundled:true", "--reclaim", "clok");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("unknown reclaim policy 'clok'; did you mean 'clock'?")
                .doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aProgramThatIsKilledForMemoryIsAFailure() {
        CommandRun run = CommandRun.of("run", "bundled:true", "--ram", "1/4x", "--swap", "0");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("oom_killed");
    }

    @Test
    void aWalkShowsEachLevelAndTheFaultThatComesFirst() {
        CommandRun run = CommandRun.of("walk", "0x7f0000001234", "--access", "write");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("fault: not present, write, user")
                .contains("kernel: handled: 1 minor, 0 major fault")
                .containsPattern(
                        "pte  index +1, read 0x[0-9a-f]+: 0x[0-9a-f]+ -> page at pfn 0x[0-9a-f]+ \\[P RW US A D")
                .contains("again: TLB hit");
    }

    @Test
    void aWalkOfUnmappedMemoryEndsInASignal() {
        CommandRun run = CommandRun.of("walk", "0x4000", "--unmapped");
        assertThat(run.out()).contains("cannot handle it: SIGSEGV (SEGV_MAPERR) at 0x4000");
    }
}
