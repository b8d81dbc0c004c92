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
import org.mmlab.api.address.Addresses;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.link.PageMigrator.Mode;
import org.mmlab.api.link.PageMigrator.Outcome;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.api.translation.Access;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.contig.ContiguousRanges;
import org.mmlab.physical.contig.NearbyTargets;
import org.mmlab.physical.contig.PageRangeMigrator;
import org.mmlab.tck.invariant.Invariants;
import org.mmlab.virtual.syscall.Advice;
import org.mmlab.virtual.syscall.MapFlags;

/** Pages move while processes use them, huge and locked and half unmapped ones too, and every byte is where it was. */
class MigrationProperties {
    private static final int PAGE = 4096;
    private static final int HUGE_PAGES = 512;
    private static final int PAGES = 3 * HUGE_PAGES;
    private static final long BASE = 0x2000_0000L;
    private static final int FRAMES = 32 << 8;

    enum Kind {
        WRITE,
        FORK,
        MIGRATE,
        UNMAP,
        LOCK,
        PAGEOUT,
        EXIT,
        TAKE
    }

    record Step(Kind kind, int who, int page, int count, int value) {}

    @Provide
    Arbitrary<List<Step>> programs() {
        return Combinators.combine(
                        Arbitraries.of(
                                Kind.WRITE,
                                Kind.WRITE,
                                Kind.WRITE,
                                Kind.MIGRATE,
                                Kind.MIGRATE,
                                Kind.MIGRATE,
                                Kind.FORK,
                                Kind.UNMAP,
                                Kind.LOCK,
                                Kind.PAGEOUT,
                                Kind.EXIT,
                                Kind.TAKE),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, PAGES - 1),
                        Arbitraries.integers().between(1, 700),
                        Arbitraries.integers().between(0, FRAMES - 1))
                .as(Step::new)
                .list()
                .ofMinSize(3)
                .ofMaxSize(30);
    }

    @Property(tries = 30)
    void everyByteIsReadAsItWasWritten(@ForAll("programs") List<Step> program) {
        Run run = new Run();
        run.write(0, 0, PAGES, 7);
        for (Step step : program) {
            run.step(step);
            run.compare();
        }
        Invariants.check(run.machine);
        run.processes.forEach(Process::exit);
        run.machine.clock().advance(60_000_000_000L);
        Invariants.checkNothingLeaked(run.machine);
    }

    @Example
    void aHugePageMovesWholeAndIsMappedHugeAsBefore() {
        Run run = new Run();
        run.processes.get(0).write(BASE, 1);
        int before = (int) (run.processes.get(0).touch(BASE, Access.READ) >>> 12);
        assertThat(run.mover.migrate(before, before + 1, Mode.ASYNC)).isEqualTo(Outcome.MOVED);
        int after = (int) (run.processes.get(0).touch(BASE, Access.READ) >>> 12);
        assertThat(after).isNotEqualTo(before);
        assertThat(run.machine.memory().table().has(run.machine.memory().frameOf(Addresses.pfn(after)), FrameFlag.HEAD))
                .isTrue();
        assertThat(run.machine.count(VmEvent.PGMIGRATE_SUCCESS)).isEqualTo(HUGE_PAGES);
        assertThat(run.machine.count(VmEvent.THP_SPLIT_PMD)).isZero();
    }

    @Example
    void aPinnedPageStaysAndIsMappedAsBefore() {
        Run run = new Run();
        run.processes.get(0).write(BASE + 2 * HUGE_PAGES * PAGE, 1);
        int pfn = (int) (run.processes.get(0).touch(BASE + 2 * HUGE_PAGES * PAGE, Access.READ) >>> 12);
        int frame = run.machine.memory().frameOf(Addresses.pfn(pfn));
        run.machine.memory().get(frame);
        assertThat(run.machine.migrator().migrate(frame, new NearbyTargets(run.machine.memory()), Mode.SYNC))
                .isEqualTo(Outcome.PINNED);
        assertThat(run.processes.get(0).touch(BASE + 2 * HUGE_PAGES * PAGE, Access.READ) >>> 12)
                .isEqualTo(pfn);
        assertThat(run.machine.count(VmEvent.PGMIGRATE_FAIL)).isEqualTo(HUGE_PAGES);
        run.machine.memory().put(frame);
    }

    /** One machine with its processes and what each should see. */
    private static final class Run {
        private final Machine machine = MachineFactory.create(
                MachineSpec.of(Map.of("ram", "32M", "swap", "32M", "thp", "always", "checked", "on")));
        private final PageRangeMigrator mover =
                new PageRangeMigrator(machine.memory(), machine.migrator(), new NearbyTargets(machine.memory()));
        private final List<Process> processes = new ArrayList<>();
        private final List<int[]> shadows = new ArrayList<>();

        private Run() {
            Process process = machine.newProcess();
            process.mmap(
                    BASE, (long) PAGES * PAGE, "rw-", MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED, null, 0);
            processes.add(process);
            shadows.add(new int[PAGES]);
        }

        private void step(Step step) {
            int who = step.who() % processes.size();
            Process process = processes.get(who);
            int count = Math.min(step.count(), PAGES - step.page());
            long address = BASE + (long) step.page() * PAGE;
            switch (step.kind()) {
                case WRITE -> write(who, step.page(), count, step.value());
                case FORK -> {
                    if (processes.size() < 3) {
                        processes.add(process.fork());
                        shadows.add(shadows.get(who).clone());
                    }
                }
                case MIGRATE -> {
                    int end = Math.min(FRAMES, step.value() + 2 * step.count());
                    mover.migrate(step.value(), end, Mode.SYNC);
                }
                case UNMAP -> {
                    process.calls().munlock(address, (long) count * PAGE);
                    process.calls().madvise(address, (long) count * PAGE, Advice.DONTNEED.number());
                    Arrays.fill(shadows.get(who), step.page(), step.page() + count, 0);
                }
                case LOCK -> process.mlock(address, (long) Math.min(count, 64) * PAGE);
                case PAGEOUT -> process.calls().madvise(address, (long) count * PAGE, Advice.PAGEOUT.number());
                case EXIT -> {
                    if (processes.size() > 1) {
                        process.exit();
                        processes.remove(who);
                        shadows.remove(who);
                    }
                }
                case TAKE -> take(step.value() / 512 * 512);
            }
        }

        /** A contiguous range in the middle of used memory: what was there is elsewhere then. */
        private void take(int start) {
            ContiguousRanges.Outcome outcome = machine.contiguous()
                    .allocate(Addresses.pfn(start), Addresses.pfn(start + 512), MigrateType.MOVABLE);
            if (outcome == ContiguousRanges.Outcome.ALLOCATED) {
                machine.contiguous().free(Addresses.pfn(start), Addresses.pfn(start + 512));
            }
        }

        private void write(int who, int first, int count, int value) {
            for (int page = first; page < first + count; page++) {
                int byteValue = (value + page) & 0xff;
                processes.get(who).write(BASE + (long) page * PAGE + page, byteValue);
                shadows.get(who)[page] = byteValue;
            }
        }

        private void compare() {
            for (int who = 0; who < processes.size(); who++) {
                for (int page = 0; page < PAGES; page++) {
                    assertThat(processes.get(who).read(BASE + (long) page * PAGE + page))
                            .as("process %d page %d", who, page)
                            .isEqualTo(shadows.get(who)[page]);
                }
            }
        }
    }
}
