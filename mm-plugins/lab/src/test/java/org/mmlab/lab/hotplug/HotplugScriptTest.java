package org.mmlab.lab.hotplug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.lab.CommandRun;

/** {@code mm boot --plug}: memory is plugged by steps, and each step says what came of it. */
class HotplugScriptTest {
    private static CommandRun boot(String steps, String... more) {
        String[] arguments = new String[more.length + 9];
        String[] usual = {"boot", "--ram", "1G", "--nodes", "2", "--hotplug", "1G", "--plug", steps};
        System.arraycopy(usual, 0, arguments, 0, usual.length);
        System.arraycopy(more, 0, arguments, usual.length, more.length);
        return CommandRun.of(arguments);
    }

    @Test
    void aDeviceIsAddedPutOnlineTakenOfflineAndRemoved() {
        CommandRun run = boot(
                "add node=1 size=512M; online movable last; offline 33; remove 33", "--show", "memory-blocks,iomem");
        assertThat(run.out()).startsWith("""
                add node=1 size=512M: done: 32-35
                online 32: done: 32
                online 33: done: 33
                online 34: done: 34
                online 35: done: 35
                offline 33: done: 33
                remove 33: done: 33
                """).contains("""
                memory32 100000000-107ffffff online node1 Movable
                memory34 110000000-117ffffff online node1 Movable
                memory35 118000000-11fffffff online node1 Movable
                """).endsWith("100000000-11fffffff : System RAM\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aRefusedStepSaysWhyAndTheCommandFails() {
        CommandRun run =
                boot("add size=2G; online 40; add size=128M; online kernel last; remove 32", "--show", "iomem");
        assertThat(run.out())
                .contains(
                        "add size=2G: EINVAL: there is no gap of 2G in the room for plugged memory, which is 1G in all;")
                .contains("online 40: ENODEV: there is no block memory40; there are 0-8\n")
                .contains("remove 32: EBUSY: memory32 is online; take it offline first\n");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void aModelWithoutSectionsHasNoBlocks() {
        CommandRun run = CommandRun.of(
                "boot", "--ram", "64M", "--model", "flat", "--plug", "add size=128M", "--show", "memory-blocks");
        assertThat(run.out())
                .isEqualTo("add size=128M: EINVAL: this machine has no memory blocks, because its memory model is flat"
                        + " or its kernel has 32 bits; use model sparse or sparse-vmemmap and an x86-64 page table\n");
        assertThat(CommandRun.of("boot", "--model", "discontig", "--hotplug", "1G")
                        .err())
                .contains("hotplug needs metadata by section: model sparse or sparse-vmemmap");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plug 1|'plug' is no step",
                "add node=1|says no size",
                "add size=big|says no size",
                "add size=1G color=red|'color=red' is neither node=N nor size=S",
                "online|names no blocks, or too much",
                "online hot 3|'hot' is neither kernel nor movable",
                "offline 3-1|the range '3-1' ends before it starts, or is too long",
                "offline 3,x|'x' is neither a block nor a range of blocks",
            })
    void aStepThatIsNotUnderstoodIsAnErrorThatSaysWhatThereIs(String step, String problem) {
        assertThatThrownBy(() -> HotplugScript.parse("add size=128M;" + step))
                .hasMessageContaining("step '" + step + "'")
                .hasMessageContaining(problem)
                .hasMessageContaining("there are: add node=N size=512M, online [kernel|movable] BLOCKS");
        CommandRun run = boot(step);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--plug: step '" + step + "'").doesNotContain("\tat ");
    }
}
