package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmlab.lab.CommandRun;

/** What {@code mm boot-allocators} prints. */
class BootAllocatorsCommandTest {
    @Test
    void everyAllocatorIsMeasuredOnEveryBoot() {
        CommandRun run = CommandRun.of("boot-allocators", "--format", "csv", "--repeat", "0", "--gib", "1");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("boot,allocator,allocations,failed,metadata,handed,lost,us\numa-1g,bootmem,50,0,32768,");
        assertThat(run.out().lines()).hasSize(1 + 3 * 3).contains("1-gib,memblock,0,0,0,253696,0,");
    }

    @Test
    void theTextIsATable() {
        CommandRun run = CommandRun.of("boot-allocators", "--repeat", "0", "--gib", "1");
        assertThat(run.out().lines())
                .hasSize(1 + 3 * 3)
                .first()
                .asString()
                .startsWith("boot    allocator  allocations");
    }
}
