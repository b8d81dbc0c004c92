package org.mmlab.tck.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.translation.Access;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.tck.invariant.Invariants;
import org.mmlab.virtual.reserve.Reservations;
import org.mmlab.virtual.syscall.Advice;
import org.mmlab.virtual.syscall.MapFlags;

/** Huge pages are reserved at the first touch, filled in place and promoted when full; nothing leaks and every byte stays. */
class ReservationProperties {
    private static final int PAGE = 4096;
    private static final int HUGE_PAGES = 512;
    private static final long BASE = 0x2000_0000L;

    enum Kind {
        FILL,
        WRITE,
        READ,
        UNMAP,
        DONTNEED,
        PROTECT,
        LOCK,
        PAGEOUT,
        MOVE,
        FORK,
        EXIT
    }

    record Step(Kind kind, int who, int page, int count, int value) {}

    @Provide
    Arbitrary<List<Step>> programs() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 2 * HUGE_PAGES - 1),
                        Arbitraries.integers().between(1, 600),
                        Arbitraries.integers().between(1, 255))
                .as(Step::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(25);
    }

    @Property(tries = 40)
    void everyByteIsReadAsItWasWritten(@ForAll("programs") List<Step> program) {
        Run run = new Run(32, 2 * HUGE_PAGES);
        for (Step step : program) {
            run.step(step);
            run.compare();
            Invariants.check(run.machine);
        }
        run.end();
    }

    @Property(tries = 20)
    void anExtentIsPromotedByItsLastPageInWhateverOrderAndNotBefore(
            @ForAll @IntRange(max = 511) int start, @ForAll @IntRange(max = 255) int half) {
        Run run = new Run(64, HUGE_PAGES);
        int step = 2 * half + 1; // odd: visits every page once
        for (int i = 0; i < HUGE_PAGES; i++) {
            int page = (start + i * step) % HUGE_PAGES;
            assertThat(run.reservations().promoted()).isZero();
            assertThat(run.reservations().unused()).isEqualTo(i == 0 ? 0 : HUGE_PAGES - i);
            run.write(0, page, 1, 1 + page % 250);
        }
        assertThat(run.reservations().promoted()).isEqualTo(1);
        assertThat(run.machine.count(VmEvent.THP_COLLAPSE_ALLOC)).isEqualTo(1);
        assertThat(run.reservations().count()).isZero();
        assertThat(run.isHuge(BASE)).isTrue();
        run.compare();
        run.end();
    }

    @Example
    void pagesLieInOneRowFromTheFirstTouchAndStayThereWhenPromoted() {
        Run run = new Run(64, HUGE_PAGES);
        run.write(0, 5, 1, 1);
        long row = run.pfn(BASE + 5 * PAGE) - 5;
        assertThat(row % HUGE_PAGES).isZero();
        run.write(0, 500, 1, 1);
        assertThat(run.pfn(BASE + 500 * PAGE)).isEqualTo(row + 500);
        assertThat(run.processes.get(0).pages().resident()).isEqualTo(2);
        run.write(0, 0, HUGE_PAGES, 3);
        assertThat(run.isHuge(BASE)).isTrue();
        assertThat(run.pfn(BASE + 5 * PAGE)).isEqualTo(row + 5);
        assertThat(run.processes.get(0).pages().resident()).isEqualTo(HUGE_PAGES);
        run.end();
    }

    @Example
    void unusedFramesGoBackWhenMemoryIsShortBeforeAnythingIsSwapped() {
        Run run = new Run(32, 16 * HUGE_PAGES);
        for (int extent = 0; extent < 8; extent++) {
            run.write(0, extent * HUGE_PAGES, 1, 1);
        }
        long kept = run.reservations().unused();
        assertThat(kept).isGreaterThan(4 * (HUGE_PAGES - 1));
        for (int page = 8 * HUGE_PAGES + 1; page < 15 * HUGE_PAGES; page += 64) {
            run.write(0, page, 64, 2);
            run.machine.clock().advance(1_000_000); // kswapd has its turn
        }
        assertThat(run.reservations().broken()).isPositive();
        assertThat(run.machine.count(VmEvent.PSWPOUT)).isZero();
        assertThat(run.machine.count(VmEvent.PAGEOUTRUN)).isZero(); // kswapd was not even woken
        assertThat(run.machine.count(VmEvent.PGSCAN_ANON)).isZero();
        run.compare();
        run.end();
    }

    @Example
    void aPageOfAReservationIsZeroWhoeverHadTheFrameBefore() {
        Run run = new Run(32, 2 * HUGE_PAGES);
        Process before = run.machine.newProcess();
        long dirty = before.mmap(24L << 20, "rw-");
        for (long at = 0; at < 24L << 20; at += PAGE) {
            before.write(dirty + at, 9);
        }
        before.exit();
        long promoted = run.reservations().promoted();
        run.write(0, 0, 1, 1);
        for (int page = 1; page < HUGE_PAGES; page++) {
            assertThat(run.processes.get(0).read(BASE + (long) page * PAGE)).isZero();
        }
        assertThat(run.reservations().promoted()).isEqualTo(promoted + 1);
        run.end();
    }

    @Example
    void aPartialExtentAndAnAdvisedAreaGetBasePages() {
        Run run = new Run(64, HUGE_PAGES);
        Process process = run.processes.get(0);
        long partial = process.mmap(
                0x4010_0000L, 0x10_0000L, "rw-", MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED, null, 0);
        process.write(partial, 1);
        process.calls().madvise(BASE, (long) HUGE_PAGES * PAGE, Advice.NOHUGEPAGE.number());
        process.write(BASE, 1);
        assertThat(run.reservations().made()).isZero();
    }

    @Example
    void otherPoliciesReserveNothing() {
        for (String policy : List.of("always", "madvise", "never")) {
            Machine machine = MachineFactory.create(MachineSpec.of(Map.of("ram", "64M", "thp", policy)));
            assertThat(machine.paging().reservations().areKept()).isFalse();
        }
    }

    /** Processes with an area each and what its pages must hold; 0 is unwritten, -1 unmapped. */
    private static final class Run {
        private final Machine machine;
        private final List<Process> processes = new ArrayList<>();
        private final List<int[]> models = new ArrayList<>();
        private final int pages;

        Run(int mib, int pages) {
            this.pages = pages;
            machine = MachineFactory.create(
                    MachineSpec.of(Map.of("ram", mib + "M", "swap", "64M", "thp", "reservation", "checked", "on")));
            Process first = machine.newProcess();
            first.mmap(
                    BASE, (long) pages * PAGE, "rw-", MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED, null, 0);
            processes.add(first);
            models.add(new int[pages]);
        }

        Reservations reservations() {
            return machine.paging().reservations();
        }

        long pfn(long address) {
            return processes.get(0).touch(address, Access.READ) >>> 12;
        }

        boolean isHuge(long address) {
            return machine.paging().huge().find(processes.get(0).pages(), Addresses.vpnOf(Addresses.virt(address)))
                    != Addresses.NO_PHYS;
        }

        void write(int who, int first, int count, int value) {
            for (int page = first; page < Math.min(pages, first + count); page++) {
                if (models.get(who)[page] >= 0) {
                    processes.get(who).write(BASE + (long) page * PAGE, value);
                    models.get(who)[page] = value;
                }
            }
        }

        void step(Step step) {
            int who = step.who() % processes.size();
            Process process = processes.get(who);
            int end = Math.min(pages, step.page() + step.count());
            int first = step.page();
            long address = BASE + (long) first * PAGE;
            long bytes = (long) (end - first) * PAGE;
            switch (step.kind()) {
                case FILL -> write(who, first / HUGE_PAGES * HUGE_PAGES, HUGE_PAGES, step.value());
                case WRITE -> write(who, first, step.count() % 20, step.value());
                case READ -> compare(who, first, end);
                case UNMAP -> {
                    process.munmap(address, bytes);
                    Arrays.fill(models.get(who), first, end, -1);
                }
                case DONTNEED -> {
                    process.calls().madvise(address, bytes, Advice.DONTNEED.number()); // goes on behind holes
                    zero(models.get(who), first, end);
                }
                case PROTECT -> {
                    process.calls().mprotect(address, bytes, 1);
                    process.calls().mprotect(address, bytes, 3);
                }
                case LOCK -> {
                    process.calls().mlock(address, bytes);
                    write(who, first, 300, step.value());
                    process.calls().munlockall();
                }
                case PAGEOUT -> process.calls().madvise(address, bytes, Advice.PAGEOUT.number());
                case MOVE -> moveThereAndBack(process, address, bytes);
                case FORK -> {
                    if (processes.size() < 4) {
                        processes.add(process.fork());
                        models.add(models.get(who).clone());
                    }
                }
                case EXIT -> {
                    if (processes.size() > 1) {
                        process.exit();
                        processes.remove(who);
                        models.remove(who);
                    }
                }
            }
            machine.passTime();
        }

        private static void zero(int[] model, int first, int end) {
            for (int page = first; page < end; page++) {
                model[page] = Math.min(model[page], 0);
            }
        }

        private static void moveThereAndBack(Process process, long address, long bytes) {
            long away = process.calls().mremap(address, bytes, bytes, 3, 0x6000_0000L);
            if (away >= 0) {
                process.calls().mremap(away, bytes, bytes, 3, address);
            }
        }

        void compare() {
            for (int who = 0; who < processes.size(); who++) {
                for (int page = 0; page < pages; page++) {
                    if (models.get(who)[page] > 0) {
                        assertThat(processes.get(who).read(BASE + (long) page * PAGE))
                                .as("process %d page %d", who, page)
                                .isEqualTo(models.get(who)[page]);
                    }
                }
            }
        }

        private void compare(int who, int first, int end) {
            for (int page = first; page < end; page++) {
                if (models.get(who)[page] >= 0) {
                    assertThat(processes.get(who).read(BASE + (long) page * PAGE))
                            .isEqualTo(models.get(who)[page]);
                }
            }
        }

        void end() {
            processes.forEach(Process::exit);
            machine.clock().advance(60_000_000_000L);
            Invariants.checkNothingLeaked(machine);
            assertThat(reservations().count()).isZero();
        }
    }
}
