package org.mmlab.lab.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmlab.lab.CommandRun;

/** The scripts that come with mm run, and show what they say they do. */
class ExamplesTest {
    private static String run(String name) {
        CommandRun run = CommandRun.of("exec", "--example", name);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return run.out();
    }

    static List<String> names() {
        return Examples.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyExampleIsListedAndRunsTheSameTwice(String name) {
        assertThat(CommandRun.of("exec", "--examples").out()).containsPattern("(?m)^" + name + " +[A-Z]");
        assertThat(run(name)).isEqualTo(run(name)).startsWith("# ");
        assertThat(CommandRun.of("exec", "--example", name, "--source").out())
                .startsWith("# ")
                .doesNotContain(" = done");
    }

    @Test
    void firstTouchMapsTheZeroPageAndThenAPageOfItsOwn() {
        assertThat(run("first-touch"))
                .containsSubsequence(
                        "VmRSS:\t       0 kB",
                        "read p                                         = 0, 1 minor fault",
                        "present zero",
                        "VmRSS:\t       0 kB",
                        "write p 42                                     = done, 1 minor fault",
                        "VmRSS:\t      16 kB",
                        "kernel: handled: 1 minor, 0 major fault");
    }

    @Test
    void pagesThatAHandlerFillsAreFetchedAndKeptAndFetchedAgain() {
        CommandRun far = CommandRun.of("exec", "--example", "far-memory", "--fault-handler", "far-memory:ahead=4");
        assertThat(far.err()).isEmpty();
        assertThat(far.out())
                .containsSubsequence(
                        "read p pages 4                                 = 4 touches [MMMm]",
                        "write p 7                                      = done",
                        "read p                                         = 7\n",
                        "madvise p 4K dontneed                          = 0",
                        "1 major fault")
                .doesNotContain("SIGSEGV");
        CommandRun zero = CommandRun.of("exec", "--example", "far-memory");
        assertThat(zero.out()).contains("read p pages 4                                 = 4 touches [mmmm]");
    }

    @Test
    void cowKeepsTheValuesOfParentAndChildApart() {
        assertThat(run("cow"))
                .containsSubsequence(
                        "c = fork",
                        "mapcount=2",
                        "read p                                      = 7",
                        "write p 99                                  = done, 1 minor fault",
                        "init> read p                                   = 7\n",
                        "c> read p                                      = 99\n",
                        "Shared_Dirty:         12 kB",
                        "mapcount=1");
    }

    @Test
    void aTruncatedFileTakesPrivateCopiesWithIt() {
        assertThat(run("mapped-file"))
                .containsSubsequence(
                        "16 touches [................]",
                        "8192 bytes: 200 8\n",
                        "Anonymous:             4 kB",
                        "Bus error BUS_ADRERR at 0x",
                        "Bus error BUS_ADRERR at 0x",
                        "Rss:                   0 kB");
    }

    @Test
    void everyKindOfSignalHasItsName() {
        assertThat(run("segfault"))
                .containsSubsequence(
                        "= Segmentation fault SEGV_MAPERR at 0x0\n",
                        "2 touches [..S]: 1 1 -, Segmentation fault SEGV_MAPERR at 0x",
                        "= Segmentation fault SEGV_ACCERR at 0x",
                        "protection violation, write",
                        "= Segmentation fault SI_KERNEL\n",
                        "= Segmentation fault SEGV_MAPERR at 0xffff800000000000\n",
                        "1 touch [mS]: 1 -, 1 minor fault, Bus error BUS_ADRERR at 0x",
                        "-1 EFAULT (Bad address)",
                        "= 4096 bytes\n");
    }

    @Test
    void aStackGrowsToItsLimit() {
        assertThat(run("stack"))
                .containsSubsequence(
                        "7f0000000000-7f0000004000 rw-p",
                        "write s-1M                                     = done",
                        "7efffff00000-7f0000004000 rw-p",
                        "write s-3M                                     = Segmentation fault SEGV_MAPERR");
    }

    @Test
    void swappedPagesComeBackByMajorFaults() {
        assertThat(run("swap"))
                .containsSubsequence("  swap\n", "SWP_EXCLUSIVE", "0 minor, 1 major fault", ": 5 5 5 5 5", "pswpin 16");
    }

    @Test
    void aHugePageIsOneFaultAndIsSplitInPlace() {
        assertThat(run("huge-page"))
                .containsSubsequence(
                        "write p                                        = done, 1 minor fault",
                        "AnonHugePages:      2048 kB",
                        "TLB: miss",
                        "pte  index   18",
                        "thp_fault_alloc 1",
                        "thp_split_pmd 1");
    }
}
