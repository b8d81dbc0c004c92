package org.mmlab.kit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.api.event.VmEvent;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.syscall.Advice;

/** What MADV_COLLAPSE says of areas, on either side of 6.18. */
class CollapseTest {
    private static final long PAGE = 4096;
    private static final long HUGE = 512 * PAGE;
    private static final int EINVAL = Errno.EINVAL.result();

    private static Machine machine(String kernel) {
        return MachineFactory.create(
                MachineSpec.of(Map.of("ram", "64M", "kernel", kernel, "thp", "madvise", "contents", "full")));
    }

    private static int collapse(Process process, long at, long bytes) {
        return process.calls().madvise(at, bytes, Advice.COLLAPSE.number());
    }

    /** Pages that a child shares are nobody's to write. */
    @ParameterizedTest
    @ValueSource(strings = {"6.12", "6.18"})
    void anExtentWithoutAWritablePageIsCollapsedSince618(String kernel) {
        Machine machine = machine(kernel);
        Process process = machine.newProcess();
        long memory = process.mmap(HUGE, "rw-");
        process.write(memory + 5 * PAGE, 42);
        Process child = process.fork();
        boolean since = kernel.equals("6.18");
        assertThat(collapse(process, memory, HUGE)).isEqualTo(since ? 0 : EINVAL);
        assertThat(machine.count(VmEvent.THP_COLLAPSE_ALLOC)).isEqualTo(since ? 1 : 0);
        process.write(memory + 5 * PAGE, 43);
        assertThat(child.read(memory + 5 * PAGE)).isEqualTo(42);
        assertThat(process.read(memory + 5 * PAGE)).isEqualTo(43);
        child.exit();
        process.exit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.12", "6.18"})
    void aPartWithoutAWholeExtentIsASuccessWhereTheAreaHasOne(String kernel) {
        Process process = machine(kernel).newProcess();
        long memory = process.mmap(2 * HUGE, "rw-");
        long small = process.mmap(HUGE - PAGE, "rwx"); // merges with nothing
        process.write(small, 1);
        assertThat(collapse(process, memory, PAGE)).as("an area without pages").isEqualTo(EINVAL);
        process.write(memory, 1);
        assertThat(collapse(process, memory, PAGE)).isZero();
        assertThat(collapse(process, memory + PAGE, HUGE)).isZero();
        assertThat(collapse(process, memory + PAGE, PAGE))
                .as("the first boundary after the part lies above the last within it")
                .isEqualTo(EINVAL);
        assertThat(collapse(process, small, PAGE)).isEqualTo(EINVAL);
        process.exit();
    }
}
