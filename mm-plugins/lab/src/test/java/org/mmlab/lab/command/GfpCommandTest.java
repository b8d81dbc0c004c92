package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmlab.lab.CommandRun;

class GfpCommandTest {
    @Test
    void aMaskIsExplained() {
        CommandRun run = CommandRun.of("gfp", "GFP_KERNEL|ZERO|-FS");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("0xd40 = GFP_NOFS|__GFP_ZERO\n  highest zone: Normal\n")
                .contains("  direct reclaim: may swap out and compact; no calls into file systems\n");
    }

    @Test
    void whatIsWrongIsSaid() {
        CommandRun run = CommandRun.of("gfp", "0x2820|NOFAIL", "--order", "2");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("0xa820 = GFP_ATOMIC|__GFP_NOWARN|__GFP_NOFAIL\n")
                .contains("illegal: NOFAIL needs DIRECT_RECLAIM")
                .contains("illegal: NOFAIL is for orders 0 and 1");
        CommandRun unknown = CommandRun.of("gfp", "GFP_KERNAL");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("did you mean 'GFP_KERNEL'?");
    }

    @Test
    void allNamesAreListed() {
        assertThat(CommandRun.of("gfp").out())
                .contains("__GFP_DIRECT_RECLAIM     0x400\n")
                .contains("__GFP_SKIP_KASAN         0 (not in this kernel)\n")
                .contains("GFP_HIGHUSER_MOVABLE     0x100cca\n");
    }
}
