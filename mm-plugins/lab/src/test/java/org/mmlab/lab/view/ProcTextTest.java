package org.mmlab.lab.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.virtual.view.NumaMapsText;
import org.mmlab.virtual.view.Smaps;
import org.mmlab.virtual.view.SmapsText;
import org.mmlab.virtual.view.StatusText;

/** The files of {@code /proc/PID} about pages have the kernel's form, to the space. */
class ProcTextTest {
    private static final long BASE = 0x7f00_0000_0000L;
    private static final long PRIVATE_ANON_FIXED = 0x32;

    private Machine machine;
    private Process process;

    @BeforeEach
    void threePagesOfWhichTwoAreWrittenAndOneIsShared() {
        machine = MachineFactory.create(MachineSpec.of(Map.of("ram", "64M", "swap", "0")));
        process = machine.newProcess();
        process.mmap(BASE, 3 * 4096, "rw-", PRIVATE_ANON_FIXED, null, 0);
        process.write(BASE, 1);
        process.fork();
        process.write(BASE + 4096, 2);
        process.read(BASE + 8192);
    }

    private SmapsText smaps() {
        Smaps totals = new Smaps(machine.paging().paging(), machine.paging().huge());
        return new SmapsText(totals, machine.paging().huge(), machine.paging().hugePolicy());
    }

    @Test
    void smapsShowsEachAreaWithItsSizesAndFlags() {
        assertThat(smaps().of(process.calls().space())).isEqualTo("""
                        7f0000000000-7f0000003000 rw-p 00000000 00:00 0\s
                        Size:                 12 kB
                        KernelPageSize:        4 kB
                        MMUPageSize:           4 kB
                        Rss:                   8 kB
                        Pss:                   6 kB
                        Pss_Dirty:             6 kB
                        Shared_Clean:          0 kB
                        Shared_Dirty:          4 kB
                        Private_Clean:         0 kB
                        Private_Dirty:         4 kB
                        Referenced:            8 kB
                        Anonymous:             8 kB
                        KSM:                   0 kB
                        LazyFree:              0 kB
                        AnonHugePages:         0 kB
                        ShmemPmdMapped:        0 kB
                        FilePmdMapped:         0 kB
                        Shared_Hugetlb:        0 kB
                        Private_Hugetlb:       0 kB
                        Swap:                  0 kB
                        SwapPss:               0 kB
                        Locked:                0 kB
                        THPeligible:           0
                        VmFlags: rd wr mr mw me ac\s
                        """);
    }

    @Test
    void smapsRollupAddsUpAndSplitsPssByKind() {
        assertThat(smaps().rollup(process.calls().space())).startsWith("""
                        7f0000000000-7f0000003000 ---p 00000000 00:00 0                          [rollup]
                        Rss:                   8 kB
                        Pss:                   6 kB
                        Pss_Dirty:             6 kB
                        Pss_Anon:              6 kB
                        Pss_File:              0 kB
                        Pss_Shmem:             0 kB
                        Shared_Clean:          0 kB
                        """).endsWith("Locked:                0 kB\n");
    }

    @Test
    void statusShowsSizesWithATabAndEightColumns() {
        assertThat(StatusText.of(process.pages())).isEqualTo("""
                        VmPeak:\t      12 kB
                        VmSize:\t      12 kB
                        VmLck:\t       0 kB
                        VmPin:\t       0 kB
                        VmHWM:\t       8 kB
                        VmRSS:\t       8 kB
                        RssAnon:\t       8 kB
                        RssFile:\t       0 kB
                        RssShmem:\t       0 kB
                        VmData:\t      12 kB
                        VmStk:\t       0 kB
                        VmExe:\t       0 kB
                        VmLib:\t       0 kB
                        VmPTE:\t      12 kB
                        VmSwap:\t       0 kB
                        HugetlbPages:\t       0 kB
                        """);
    }

    @Test
    void numaMapsShowsWherePagesAre() {
        machine.lru().drain();
        assertThat(new NumaMapsText(machine.paging().paging(), machine.paging().huge(), machine.memory())
                        .of(process.calls().space()))
                .isEqualTo("7f0000000000 default anon=2 dirty=2 mapmax=2 active=0 N0=2 kernelpagesize_kB=4\n");
    }
}
