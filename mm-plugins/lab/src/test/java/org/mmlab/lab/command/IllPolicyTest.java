package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.lab.CommandRun;

/** A plug-in that breaks its contract is named, says what it did, and ends the run with an error and without a stack trace. */
class IllPolicyTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ill-stranger|replacement policy 'ill-stranger' named frame 1073741824 as its victim, which is not resident",
                "ill-thrower|replacement policy 'ill-thrower' failed: java.lang.IllegalStateException: my ring is empty",
            })
    void aComparisonNamesThePolicy(String policy, String problem) throws IOException {
        CommandRun run = IllPolicies.run(folder, "compare", "bundled:true.f16", "--policies", "lru," + policy);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("mm compare: ").contains(problem).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ill-stranger|replacement policy 'ill-stranger' names frame 1073741824 as its victim but does not hold it",
                "ill-thrower|replacement policy 'ill-thrower' failed: java.lang.IllegalStateException: my ring is empty",
            })
    void aMachineNamesThePolicy(String policy, String problem) throws IOException {
        CommandRun run = IllPolicies.run(folder, "run", "bundled:true", "--ram", "1/2x", "--reclaim", policy);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("mm run: ").contains(problem).doesNotContain("\tat ");
    }

    @Test
    void aPolicyThatNamesNoVictimRefusesPagesInAComparison() throws IOException {
        CommandRun run = IllPolicies.run(
                folder, "compare", "bundled:true.f16", "--policies", "ill-silent", "--frames", "1", "--format", "csv");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("bundled:true.f16,ill-silent,1,2097,");
    }

    @Test
    void aMachineWhosePolicyNamesNoVictimRunsOutOfMemoryAndSaysSo() throws IOException {
        CommandRun run = IllPolicies.run(folder, "run", "bundled:true", "--ram", "1/2x", "--reclaim", "ill-silent");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("oom_killed");
        assertThat(run.err()).doesNotContain("\tat ");
    }
}
