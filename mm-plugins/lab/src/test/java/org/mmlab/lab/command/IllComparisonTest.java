package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.lab.CommandRun;

/** A replacement policy that breaks its contract without a machine is named as well. */
class IllComparisonTest {
    @TempDir
    private Path folder;

    private CommandRun run(IllPlugin.Answer answer) throws IOException {
        return new IllPlugin(ReplacementPolicy.class, "victim", answer)
                .run(
                        folder,
                        "lru",
                        "compare",
                        "bundled:true.f16",
                        "--policies",
                        "lru,ill",
                        "--frames",
                        "1",
                        "--format",
                        "csv");
    }

    @Test
    void aFrameThatIsNotResident() throws IOException {
        CommandRun run = run(() -> 1 << 30);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith(
                        "mm compare: replacement policy 'ill' named frame 1073741824 as its victim, which is not resident")
                .doesNotContain("\tat ");
    }

    @Test
    void anExceptionInTheMiddle() throws IOException {
        CommandRun run = run(() -> {
            throw new IllegalStateException("my ring is empty");
        });
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith(
                        "mm compare: replacement policy 'ill' threw java.lang.IllegalStateException: my ring is empty in victim()")
                .doesNotContain("\tat ");
    }

    @Test
    void aPolicyThatNamesNoVictimRefusesPages() throws IOException {
        CommandRun run = run(() -> Addresses.rawFrame(Addresses.NO_FRAME));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("bundled:true.f16,ill,1,2097,");
    }
}
