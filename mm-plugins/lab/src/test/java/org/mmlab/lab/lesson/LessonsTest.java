package org.mmlab.lab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmlab.lab.CommandRun;
import org.mmlab.lab.lesson.story.Lessons;

/** What the lessons say happened did happen. The prose is nobody's business here. */
class LessonsTest {
    private static final Pattern CLASS = Pattern.compile("org\\.mmlab\\.[a-z0-9.]+\\.[A-Z]\\w+");

    private static List<LessonStep> steps(String name) {
        List<LessonStep> steps = new ArrayList<>();
        Lessons.byName().get(name).teach(new Blackboard(steps::add));
        return steps;
    }

    static Set<String> names() {
        return Lessons.byName().keySet();
    }

    private static long number(LessonStep step, String fact) {
        assertThat(step.facts()).containsKey(fact);
        return (long) step.facts().get(fact);
    }

    private static String text(LessonStep step, String fact) {
        assertThat(step.facts()).containsKey(fact);
        return (String) step.facts().get(fact);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyStepFitsAScreenPointsOnAndIsTheSameTwice(String name) {
        List<LessonStep> steps = steps(name);
        assertThat(steps).hasSizeGreaterThan(1).allSatisfy(step -> {
            int aroundThem = 3
                    + Blackboard.wrapped("== " + name + " 1: " + step.title()).size()
                    + Blackboard.wrapped("-> " + step.next()).size();
            assertThat(step.lines())
                    .hasSizeLessThanOrEqualTo(Blackboard.HEIGHT - aroundThem)
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Blackboard.WIDTH));
            assertThat(step.next()).isNotBlank();
            assertThat(CLASS.matcher(step.next()).results()).allSatisfy(named -> Class.forName(named.group()));
            assertThat(step.facts()).isNotEmpty();
        });
        assertThat(steps(name)).isEqualTo(steps);
    }

    @Test
    void theCommandListsLessonsAndGivesOneWithoutWaiting() {
        assertThat(CommandRun.of("lesson").out()).contains("pitfalls ", "translation ", "compound-pages ");
        CommandRun run = CommandRun.of("lesson", "cow", "--no-pause");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("== cow 1: ", "== cow 3: ", "\n-> ").doesNotContain("[Enter]");
        CommandRun wrong = CommandRun.of("lesson", "pitfals");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("unknown lesson 'pitfals'; did you mean 'pitfalls'?");
    }

    @Test
    void withoutTranslationProgramsDestroyEachOther() {
        List<LessonStep> steps = steps("pitfalls");
        LessonStep corruption = steps.get(0);
        assertThat(number(corruption, "nodes of A intact before B started")).isEqualTo(512);
        assertThat(number(corruption, "nodes of A intact after B started")).isZero();
        assertThat(number(corruption, "nodes of B intact")).isEqualTo(256);
        LessonStep isolation = steps.get(1);
        assertThat(number(isolation, "nodes of A intact")).isZero();
        assertThat(number(isolation, "page faults while B ran")).isZero();
        assertThat(text(isolation, "what B read of A before, just so")).isEqualTo("0xa0000000");
        LessonStep fragmentation = steps.get(2);
        assertThat(number(fragmentation, "pages free")).isGreaterThan(6);
        assertThat(number(fragmentation, "pages in the largest hole")).isLessThan(6);
        assertThat(text(fragmentation, "a program of 6 pages")).isEqualTo("cannot be loaded");
        LessonStep relocation = steps.get(3);
        assertThat(number(relocation, "nodes intact right after the copy")).isEqualTo(512);
        assertThat(number(relocation, "nodes intact after B uses the old place"))
                .isLessThan(512);
    }

    @Test
    void withTranslationTheSameProgramsAreSafe() {
        List<LessonStep> steps = steps("pitfalls");
        assertThat(number(steps.get(4), "nodes of A intact")).isEqualTo(512);
        assertThat(number(steps.get(4), "nodes of B intact")).isEqualTo(512);
        assertThat(text(steps.get(4), "page frames of A")).isNotEqualTo(text(steps.get(4), "page frames of B"));
        assertThat(text(steps.get(5), "store behind the end")).startsWith("SIGSEGV (SEGV_MAPERR) at 0x402000");
        assertThat(number(steps.get(5), "nodes of A intact")).isEqualTo(512);
        LessonStep moved = steps.get(6);
        assertThat(number(moved, "pages of A in memory meanwhile")).isZero();
        assertThat(text(moved, "page frames of A after")).isNotEqualTo(text(moved, "page frames of A before"));
        assertThat(number(moved, "nodes of A intact")).isEqualTo(512);
        LessonStep pieces = steps.get(7);
        assertThat(number(pieces, "page frames in the largest free block")).isEqualTo(1);
        assertThat(text(pieces, "page frames that it got").split(" "))
                .hasSize(6)
                .allSatisfy(pfn -> assertThat(Long.parseLong(pfn, 16) % 2).isZero());
    }

    @Test
    void aWalkReadsOneEntryALevelAndTheTlbNone() {
        List<LessonStep> steps = steps("translation");
        assertThat(number(steps.get(2), "TLB misses")).isEqualTo(1);
        assertThat(number(steps.get(2), "TLB hits")).isEqualTo(999);
        assertThat(number(steps.get(2), "entries read from RAM by walks")).isEqualTo(4);
        assertThat(text(steps.get(3), "the same store after mprotect gave the right back"))
                .isEqualTo("no signal");
        assertThat(number(steps.get(4), "entries read from RAM by this walk")).isEqualTo(3);
        long[] path = {
            number(steps.get(0), "pgd: bits 47 to 39"),
            number(steps.get(0), "pud: bits 38 to 30"),
            number(steps.get(0), "pmd: bits 29 to 21"),
            number(steps.get(0), "pte: bits 20 to 12")
        };
        String walk = String.join("\n", steps.get(1).lines());
        for (long index : path) {
            assertThat(walk).contains(String.format("index %4d, read", index));
        }
    }

    @Test
    void aLoopBeyondTheTlbMissesAlwaysAndHugePagesCureIt() {
        List<LessonStep> steps = steps("tlb");
        assertThat(number(steps.get(0), "512 pages of 4 KiB: misses in 5120 loads"))
                .isZero();
        assertThat(number(steps.get(0), "4096 pages of 4 KiB: misses in 40960 loads"))
                .isEqualTo(40960);
        assertThat(number(steps.get(1), "huge pages allocated at faults")).isEqualTo(8);
        assertThat(number(steps.get(1), "4096 pages, in huge ones: misses in 40960 loads"))
                .isLessThan(100);
        assertThat(number(steps.get(2), "mprotect of 4 pages: pages flushed one by one"))
                .isEqualTo(4);
        assertThat(number(steps.get(2), "munmap of 64 pages: whole flushes")).isEqualTo(1);
    }

    @Test
    void memoryIsGivenWhenItIsTouched() {
        List<LessonStep> steps = steps("demand-paging");
        assertThat(number(steps.get(0), "page faults so far")).isZero();
        assertThat(number(steps.get(1), "minor faults")).isEqualTo(1024);
        assertThat(text(steps.get(1), "frame of the last page"))
                .isEqualTo(text(steps.get(1), "the machine's zero page"));
        assertThat(number(steps.get(2), "frames used")).isEqualTo(512);
        assertThat(number(steps.get(2), "minor faults of a second round")).isZero();
        assertThat(number(steps.get(3), "faults that the kernel did for itself (getrusage)"))
                .isEqualTo(256);
        assertThat(number(steps.get(3), "traps of the CPU among them (perf)")).isZero();
        assertThat(number(steps.get(4), "major faults (waited for the disk)")).isPositive();
        assertThat(number(steps.get(4), "blocks read from the disk")).isEqualTo(64);
    }

    @Test
    void forkSharesAWriteCopiesAndTheLastOwnerKeeps() {
        List<LessonStep> steps = steps("cow");
        assertThat(number(steps.get(0), "frames that fork used")).isLessThan(10);
        assertThat(number(steps.get(0), "entries that map it (mapcount)")).isEqualTo(2);
        assertThat(number(steps.get(1), "frames used")).isEqualTo(10);
        assertThat(number(steps.get(1), "what the parent reads")).isEqualTo(7);
        assertThat(number(steps.get(1), "what the child reads")).isEqualTo(9);
        assertThat(number(steps.get(2), "frames used by that write")).isZero();
        assertThat(text(steps.get(2), "frame after")).isEqualTo(text(steps.get(2), "frame before"));
    }

    @Test
    void aTruncatedFileLeavesNothingBehind() {
        List<LessonStep> steps = steps("page-cache");
        assertThat(number(steps.get(0), "simulated nanoseconds until it returned"))
                .isPositive();
        assertThat(number(steps.get(0), "simulated nanoseconds of a second read"))
                .isZero();
        assertThat(text(steps.get(1), "frame in the cache")).isEqualTo(text(steps.get(1), "frame of process 1"));
        assertThat(number(steps.get(1), "process 1 reads")).isEqualTo(200);
        assertThat(number(steps.get(2), "pages that became dirty (nr_dirtied)")).isEqualTo(8);
        assertThat(number(steps.get(2), "faults of the stores after the sync")).isEqualTo(8);
        assertThat(number(steps.get(3), "pages in the cache after")).isZero();
        assertThat(number(steps.get(3), "pages mapped by both after")).isZero();
        assertThat(text(steps.get(3), "process 2 reads its private copy")).startsWith("SIGBUS");
    }

    @Test
    void whatGoesToSwapComesBackWhole() {
        List<LessonStep> steps = steps("swap");
        assertThat(number(steps.get(1), "pages written to swap (pswpout)")).isPositive();
        assertThat(number(steps.get(2), "major faults")).isPositive();
        assertThat(number(steps.get(2), "pages with a wrong value")).isZero();
        assertThat(number(steps.get(3), "major faults in 25000 loads")).isZero();
    }

    @Test
    void pagesLieWhereTheyWereTouchedFirst() {
        List<LessonStep> steps = steps("numa");
        assertThat(text(steps.get(0), "numa_maps of process 1")).isEqualTo("N0=2048");
        assertThat(text(steps.get(0), "numa_maps of process 2")).isEqualTo("N1=2048");
        assertThat(text(steps.get(0), "numa_maps of the child after it wrote")).isEqualTo("N0=1024 N1=1024");
        assertThat(number(steps.get(1), "far / near in hundredths")).isGreaterThan(150);
        assertThat(number(steps.get(2), "node of the last page")).isEqualTo(1);
        assertThat(number(steps.get(2), "numa_miss of node 1: served though not wanted there"))
                .isPositive();
    }

    @Test
    void aCompoundPageIsOnePage() {
        List<LessonStep> steps = steps("compound-pages");
        assertThat(number(steps.get(0), "frames that are tails")).isEqualTo(7);
        assertThat(number(steps.get(0), "frames that lead to the head")).isEqualTo(8);
        assertThat(number(steps.get(0), "references on the head after get_page of a tail"))
                .isEqualTo(2);
        assertThat(number(steps.get(0), "frames missing after both references are dropped"))
                .isZero();
        assertThat(number(steps.get(1), "order of the page")).isEqualTo(9);
        assertThat(number(steps.get(2), "huge entries split (thp_split_pmd)")).isEqualTo(1);
        assertThat(number(steps.get(2), "entries that map its last frame")).isZero();
        assertThat(number(steps.get(2), "faults while reading them")).isZero();
    }

    @Test
    void nonlinearAreasAreCheapToMakeAndDearToSearch() {
        List<LessonStep> steps = steps("nonlinear");
        assertThat(number(steps.get(0), "areas before")).isEqualTo(1);
        assertThat(number(steps.get(0), "areas since 4.0")).isGreaterThan(4000);
        assertThat(number(steps.get(0), "pages with a wrong value, both ways")).isZero();
        assertThat(number(steps.get(1), "how many times as much")).isGreaterThan(100);
    }
}
