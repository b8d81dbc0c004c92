package org.mmlab.virtual.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmlab.virtual.syscall.Spaces.BASE;
import static org.mmlab.virtual.syscall.Spaces.PAGE;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmlab.api.KernelVersion;
import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.AnonVma;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.FileMapping;
import org.mmlab.virtual.mm.MmCounters;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.RangeNode;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.VmSettings;
import org.mmlab.virtual.mm.Vma;

/** Random programs of system calls against a model that knows pages but no areas. */
class AddressSpacePropertyTest {
    private static final int PAGES = 48;
    private static final int STEPS = 120;
    private static final long MAY = VmFlags.MAYREAD | VmFlags.MAYWRITE | VmFlags.MAYEXEC;
    private static final long[] RIGHTS = {Prot.NONE, Prot.READ, Prot.READ | Prot.WRITE, Prot.READ | Prot.EXEC};

    /** Whether pages are written, which gives areas anon_vmas that keep them apart. */
    enum Touching {
        NEVER,
        SOMETIMES
    }

    @Provide
    Arbitrary<String> indexes() {
        return Arbitraries.of("maple", "rbtree");
    }

    @Provide
    Arbitrary<KernelVersion> kernels() {
        return Arbitraries.of(KernelVersion.V6_12, KernelVersion.V6_18);
    }

    /** One process with its model. */
    private record Process(MemoryCalls calls, PageModel model) {}

    /** The state of a run. */
    private static final class Run {
        final SplittableRandom random;
        final Spaces spaces;
        final List<OpenFile> files = new ArrayList<>();
        final List<Process> processes = new ArrayList<>();
        final Touching touching;

        Run(long seed, String index, KernelVersion kernel, Touching touching) {
            random = new SplittableRandom(seed);
            VmSettings settings = VmSettings.defaults(kernel, 1 << 20).with(VmSettings.Overcommit.ALWAYS);
            spaces = new Spaces(settings, Spaces.index(index));
            this.touching = touching;
            files.add(spaces.file());
            files.add(spaces.file());
            processes.add(new Process(spaces.process(), new PageModel(PAGES)));
        }
    }

    @Property(tries = 250)
    void areasAreTheRunsOfEqualPages(@ForAll long seed, @ForAll("indexes") String index) {
        Run run = new Run(seed, index, KernelVersion.V6_18, Touching.NEVER);
        for (int step = 0; step < STEPS; step++) {
            act(run);
            for (Process process : run.processes) {
                assertThat(runsOf(process.calls.space())).isEqualTo(process.model.runs());
            }
        }
        end(run);
    }

    @Property(tries = 250)
    void pagesAreWhatTheCallsMadeThem(
            @ForAll long seed, @ForAll("indexes") String index, @ForAll("kernels") KernelVersion kernel) {
        Run run = new Run(seed, index, kernel, Touching.SOMETIMES);
        for (int step = 0; step < STEPS; step++) {
            act(run);
            for (Process process : run.processes) {
                comparePages(process);
            }
            checkLinks(run);
        }
        end(run);
    }

    /** Little else than private anonymous memory that is touched, split and joined again. */
    @Property(tries = 400)
    void reverseMappingFindsEveryPrivateCopy(@ForAll long seed, @ForAll("kernels") KernelVersion kernel) {
        Run run = new Run(seed, "maple", kernel, Touching.SOMETIMES);
        for (int step = 0; step < STEPS; step++) {
            actOnCopies(run);
            for (Process process : run.processes) {
                comparePages(process);
            }
        }
        checkLinks(run);
        end(run);
    }

    private static void actOnCopies(Run run) {
        Process process = run.processes.get(run.random.nextInt(run.processes.size()));
        int first = run.random.nextInt(7);
        int end = first + 1 + run.random.nextInt(3);
        switch (run.random.nextInt(16)) {
            case 0, 1, 2 -> mapAnonymous(process, first, end);
            case 3 -> {
                process.calls.munmap(at(first), bytes(first, end));
                process.model.unmap(first, end);
            }
            case 4, 5, 6, 7, 8 -> {
                long prot = run.random.nextBoolean() ? Prot.READ : Prot.READ | Prot.WRITE;
                check(process.calls.mprotect(at(first), bytes(first, end), prot), protect(process, first, end, prot));
            }
            case 9 -> move(run, process, first, end);
            case 10 -> fork(run, process);
            default -> touch(run, process, first);
        }
    }

    private static void mapAnonymous(Process process, int first, int end) {
        long flags = MapFlags.FIXED | MapFlags.PRIVATE | MapFlags.ANONYMOUS;
        process.calls.mmap(at(first), bytes(first, end), Prot.READ | Prot.WRITE, flags, null, 0);
        process.model.map(first, end, Prot.READ | Prot.WRITE | MAY | VmFlags.ACCOUNT, null, 0);
    }

    private static void end(Run run) {
        for (Process process : run.processes) {
            process.calls.exit();
            assertThat(process.calls.space().areaCount()).isZero();
            assertThat(process.calls.space().counters().total()).isZero();
        }
        assertThat(run.spaces.system().commit().committedPages()).isZero();
        for (OpenFile file : run.files) {
            assertThat(file.mapping().areas().size()).isZero();
            assertThat(file.references()).isEqualTo(1);
        }
    }

    private static void act(Run run) {
        Process process = run.processes.get(run.random.nextInt(run.processes.size()));
        int first = run.random.nextInt(PAGES - 1);
        int end = first + 1 + run.random.nextInt(Math.min(12, PAGES - first));
        switch (run.random.nextInt(12)) {
            case 0, 1, 2 -> map(run, process, first, end);
            case 3 -> {
                assertThat(process.calls.munmap(at(first), bytes(first, end))).isZero();
                process.model.unmap(first, end);
            }
            case 4, 5 -> {
                long prot = RIGHTS[run.random.nextInt(RIGHTS.length)];
                check(process.calls.mprotect(at(first), bytes(first, end), prot), protect(process, first, end, prot));
            }
            case 6 -> lock(run, process, first, end);
            case 7, 8 -> advise(run, process, first, end);
            case 9 -> move(run, process, first, end);
            case 10 -> touch(run, process, first);
            default -> fork(run, process);
        }
    }

    private static void check(int result, boolean whole) {
        assertThat(result).isEqualTo(whole ? 0 : Errno.ENOMEM.result());
    }

    /** The charge of anonymous memory that was touched stays; the model learns from the area, which is compared elsewhere. */
    private static boolean protect(Process process, int first, int end, long prot) {
        boolean whole = process.model.protect(first, end, prot);
        for (int i = first; i < end; i++) {
            Vma vma = process.calls.space().lookup(at(i));
            PageModel.Page page = process.model.page(i);
            if (page != null && page.file() == null && vma != null && vma.anonVma() != null) {
                long account = vma.flags() & VmFlags.ACCOUNT;
                process.model.setAccount(i, account);
            }
        }
        return whole;
    }

    private static void map(Run run, Process process, int first, int end) {
        long prot = RIGHTS[run.random.nextInt(RIGHTS.length)];
        boolean shared = run.random.nextInt(3) == 0;
        OpenFile file = shared || run.random.nextInt(3) == 0 ? run.files.get(run.random.nextInt(2)) : null;
        long reserve = run.random.nextInt(6) == 0 ? MapFlags.NORESERVE : 0;
        long offset = run.random.nextInt(4) == 0 ? run.random.nextInt(30) : first;
        long flags = MapFlags.FIXED
                | reserve
                | (shared ? MapFlags.SHARED : MapFlags.PRIVATE)
                | (file == null ? MapFlags.ANONYMOUS : 0);
        assertThat(process.calls.mmap(at(first), bytes(first, end), prot, flags, file, offset * PAGE))
                .isEqualTo(at(first));
        long vmFlags = prot | MAY | (shared ? VmFlags.SHARED | VmFlags.MAYSHARE : 0);
        if (reserve != 0) {
            vmFlags |= VmFlags.NORESERVE;
        } else if (!shared && (prot & Prot.WRITE) != 0) {
            vmFlags |= VmFlags.ACCOUNT;
        }
        process.model.map(first, end, vmFlags, file, offset);
    }

    /** Locking on fault brings no pages in, and so touches nothing. */
    private static void lock(Run run, Process process, int first, int end) {
        boolean lock = run.random.nextBoolean();
        long flags = lock ? VmFlags.LOCKED | VmFlags.LOCKONFAULT : 0;
        int result = lock
                ? process.calls.mlock2(at(first), bytes(first, end), Mlock.ONFAULT)
                : process.calls.munlock(at(first), bytes(first, end));
        check(result, process.model.lock(first, end, flags));
    }

    private static void advise(Run run, Process process, int first, int end) {
        record Change(Advice advice, long clear, long set) {}
        List<Change> changes = List.of(
                new Change(Advice.DONTFORK, 0, VmFlags.DONTCOPY),
                new Change(Advice.DOFORK, VmFlags.DONTCOPY, 0),
                new Change(Advice.SEQUENTIAL, VmFlags.RAND_READ, VmFlags.SEQ_READ),
                new Change(Advice.NORMAL, VmFlags.RAND_READ | VmFlags.SEQ_READ, 0),
                new Change(Advice.NOHUGEPAGE, VmFlags.HUGEPAGE, VmFlags.NOHUGEPAGE));
        Change change = changes.get(run.random.nextInt(changes.size()));
        int result = process.calls.madvise(at(first), bytes(first, end), change.advice.number());
        check(result, process.model.advise(first, end, change.clear, change.set));
    }

    /** Several areas at once move since 6.17; before, a range within one area. */
    private static void move(Run run, Process process, int first, int end) {
        int to = run.random.nextInt(PAGES - (end - first) + 1);
        Vma source = process.calls.space().lookup(at(first));
        boolean overlap = to < end && first < to + end - first;
        boolean within = source != null && source.end() >= at(end);
        boolean old = run.spaces.system().settings().kernel() == KernelVersion.V6_12;
        if (overlap || source == null || (old && !within)) {
            return;
        }
        long result = process.calls.mremap(
                at(first), bytes(first, end), bytes(first, end), Mremap.MAYMOVE | Mremap.FIXED, at(to));
        assertThat(result).isEqualTo(at(to));
        process.model.move(first, end, to);
    }

    private static void touch(Run run, Process process, int page) {
        Vma vma = process.calls.space().lookup(at(page));
        if (run.touching == Touching.SOMETIMES
                && vma != null
                && (vma.flags() & (VmFlags.WRITE | VmFlags.SHARED)) == VmFlags.WRITE) {
            AnonVma own = AnonVmas.prepare(vma);
            process.model.write(page, new PageModel.Copy(own, vma.pageOffsetOf(at(page))));
        }
    }

    /** A child's areas lose their locks without being merged, so that the runs of equal pages would be longer than its areas. */
    private static void fork(Run run, Process process) {
        boolean locked = process.calls.space().counters().locked() != 0;
        if (run.touching == Touching.NEVER && locked) {
            return;
        }
        if (run.processes.size() < 3) {
            AddressSpace child = process.calls.fork(run.processes.size());
            run.processes.add(new Process(new MemoryCalls(child), process.model.forked()));
        } else {
            run.processes.remove(process);
            process.calls.exit();
        }
    }

    private static List<PageModel.Run> runsOf(AddressSpace mm) {
        return Spaces.areas(mm).stream()
                .map(vma -> new PageModel.Run(
                        page(vma.start()),
                        page(vma.end()),
                        vma.flags(),
                        vma.file(),
                        vma.file() == null ? 0 : vma.pageOffset()))
                .toList();
    }

    private static void comparePages(Process process) {
        for (int i = 0; i < PAGES; i++) {
            Vma vma = process.calls.space().lookup(at(i));
            PageModel.Page actual = vma == null
                    ? null
                    : new PageModel.Page(vma.flags(), vma.file(), vma.file() == null ? 0 : vma.pageOffsetOf(at(i)));
            assertThat(actual).as("page %d", i).isEqualTo(process.model.page(i));
            PageModel.Copy copy = process.model.copy(i);
            if (copy != null) {
                assertThat(finds(copy, vma, at(i)))
                        .as("reverse mapping of page %d", i)
                        .isTrue();
            }
        }
    }

    /** Whether who looks for the mappers of a private copy, at the offset under which it is registered, finds the area that has it. */
    private static boolean finds(PageModel.Copy copy, Vma vma, long address) {
        RangeNode node = copy.anonVma().tree().first(copy.offset(), copy.offset());
        while (node != null && node.vma() != vma) {
            node = copy.anonVma().tree().next(node, copy.offset(), copy.offset());
        }
        return node != null && vma.addressOf(copy.offset()) == address;
    }

    /** Index, trees, counters and charges against a recount from the areas. */
    private static void checkLinks(Run run) {
        long charged = 0;
        int mappers = 0;
        Set<AnonVma> anonVmas = new HashSet<>();
        for (Process process : run.processes) {
            AddressSpace mm = process.calls.space();
            List<Vma> areas = Spaces.areas(mm);
            assertThat(mm.areaCount()).isEqualTo(areas.size());
            checkCounters(mm.counters(), areas);
            for (Vma vma : areas) {
                charged += vma.has(VmFlags.ACCOUNT) ? vma.pages() : 0;
                mappers += vma.file() == null ? 0 : 1;
                checkTrees(vma);
                for (int i = 0; i < vma.linkCount(); i++) {
                    anonVmas.add(vma.link(i).anonVma());
                }
            }
        }
        assertThat(run.spaces.system().commit().committedPages()).isEqualTo(charged);
        assertThat(run.files.stream().mapToInt(f -> f.mapping().areas().size()).sum())
                .isEqualTo(mappers);
        for (AnonVma anonVma : anonVmas) {
            assertThat(anonVma.activeVmas()).isEqualTo(owners(run, anonVma));
        }
    }

    private static int owners(Run run, AnonVma anonVma) {
        return (int) run.processes.stream()
                .flatMap(process -> Spaces.areas(process.calls.space()).stream())
                .filter(vma -> vma.anonVma() == anonVma)
                .count();
    }

    private static void checkTrees(Vma vma) {
        long last = vma.pageOffset() + vma.pages() - 1;
        if (vma.file() != null) {
            FileMapping mapping = vma.file().mapping();
            assertThat(vma.first()).isEqualTo(vma.pageOffset());
            assertThat(vma.last()).isEqualTo(last);
            assertThat(contains(mapping.areas().first(last, last), vma, mapping, last))
                    .isTrue();
        }
        assertThat(vma.anonVma() == null).isEqualTo(vma.linkCount() == 0);
        for (int i = 0; i < vma.linkCount(); i++) {
            assertThat(vma.link(i).first()).isEqualTo(vma.pageOffset());
            assertThat(vma.link(i).last()).isEqualTo(last);
        }
    }

    private static boolean contains(RangeNode from, Vma wanted, FileMapping mapping, long offset) {
        RangeNode node = from;
        while (node != null && node.vma() != wanted) {
            node = mapping.areas().next(node, offset, offset);
        }
        return node != null;
    }

    private static void checkCounters(MmCounters counters, List<Vma> areas) {
        assertThat(counters.total()).isEqualTo(pages(areas, 0));
        assertThat(counters.locked()).isEqualTo(pages(areas, VmFlags.LOCKED) + counters.staleLocked());
        assertThat(counters.data())
                .isEqualTo(areas.stream()
                        .filter(vma -> VmFlags.isData(vma.flags()) && !VmFlags.isExec(vma.flags()))
                        .mapToLong(Vma::pages)
                        .sum());
        assertThat(counters.exec())
                .isEqualTo(areas.stream()
                        .filter(vma -> VmFlags.isExec(vma.flags()))
                        .mapToLong(Vma::pages)
                        .sum());
    }

    private static long pages(List<Vma> areas, long mask) {
        return areas.stream()
                .filter(vma -> VmFlags.all(vma.flags(), mask))
                .mapToLong(Vma::pages)
                .sum();
    }

    private static long at(int page) {
        return BASE + page * PAGE;
    }

    private static int page(long address) {
        return (int) ((address - BASE) / PAGE);
    }

    private static long bytes(int first, int end) {
        return (end - first) * PAGE;
    }
}
