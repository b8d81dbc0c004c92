package org.mmlab.tck.contract;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageMigrator;
import org.mmlab.api.translation.Access;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineException;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.spec.HardwareSpec;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.spec.PolicyCatalog;
import org.mmlab.physical.contig.NearbyTargets;
import org.mmlab.tck.invariant.Invariants;
import org.mmlab.tck.invariant.MachineWatch;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.ops.OutOfTablesException;
import org.mmlab.virtual.syscall.Advice;

/**
 * Runs random steps on a machine and on a shadow of each process's memory, compares what is read with what was written, and checks the
 * invariants. All memory is mapped in an arena that lies astride the border of a page table and holds two extents of a huge page; the
 * first process starts with some of it mapped, so that a short program has something to touch. Processes that the OOM killer ends
 * leave the model; a call that finds no memory is an outcome, not a failure.
 */
final class MachineProgram {
    /** Pages before the first extent. */
    static final int BEFORE = 64;

    /** Pages of a huge page's extent. */
    static final int EXTENT = 512;

    /** Pages of the arena. */
    static final int PAGES = BEFORE + 2 * EXTENT + 64;

    private static final int MAX_PROCESSES = 4;
    private static final int MAPPED_ANON = 96;
    private static final int MAPPED_FILE = 32;
    private static final long ARENA = 0x1000_0000L - (long) BEFORE * Addresses.PAGE_SIZE;
    private static final long TIME_NS = 20_000_000;
    private static final long LONG_TIME_NS = 60_000_000_000L;
    private static final int MOVES = 131; // a prime: where the pages of a move go
    private static final Advice[] HUGE = {Advice.HUGEPAGE, Advice.COLLAPSE, Advice.NOHUGEPAGE};
    private static final Advice[] POPULATE = {Advice.POPULATE_READ, Advice.POPULATE_WRITE, Advice.WILLNEED};

    private final Machine machine;
    private final boolean contents;
    private final HotplugSteps plugs;
    private final ProgramFile file;
    private final PageMigrator.Targets targets;
    private final List<ProgramProcess> running = new ArrayList<>();

    MachineProgram(MachineSpec spec) {
        MachineWatch watch = new MachineWatch();
        machine = MachineFactory.create(spec, PolicyCatalog.registry(), watch);
        watch.attach(machine);
        plugs = new HotplugSteps(machine);
        targets = new NearbyTargets(machine.memory());
        contents = spec.hardware().contents() == HardwareSpec.Contents.FULL;
        file = new ProgramFile(machine, contents);
        start();
        for (ProgramProcess first : running) {
            first.mapAnonymous(0, MAPPED_ANON, false);
            first.mapFile(file, MAPPED_ANON, MAPPED_FILE, 0, false);
        }
    }

    Machine machine() {
        return machine;
    }

    /** Runs the steps, checks after each, ends all processes and looks for leaks. */
    void run(List<MachineStep> steps) {
        for (MachineStep step : steps) {
            run(step);
            running.removeIf(each -> !each.process().isAlive());
            Invariants.check(machine);
        }
        for (ProgramProcess each : running) {
            each.process().exit();
            Invariants.check(machine);
        }
        file.close();
        machine.clock().advance(LONG_TIME_NS);
        file.delete();
        machine.clock().advance(LONG_TIME_NS);
        plugs.unplugAll();
        Invariants.checkNothingLeaked(machine);
    }

    private void run(MachineStep step) {
        switch (step.kind()) {
            case PASS_TIME -> machine.clock().advance(TIME_NS * step.count());
            case START -> start();
            case COMPACT -> machine.compact();
            case MIGRATE -> migrate(step);
            case PLUG, ONLINE, OFFLINE, UNPLUG -> plugs.run(step);
            case PRESSURE -> press(step.count());
            case FILE_WRITE -> file.write(step.page() % ProgramFile.PAGES, step.value());
            case FILE_READ -> file.read(step.page() % ProgramFile.PAGES);
            case PUNCH -> file.punch(step.page() % ProgramFile.PAGES, step.count());
            case TRUNCATE -> truncate(step.value() % (ProgramFile.PAGES + 1));
            default -> {
                if (running.isEmpty()) {
                    start();
                } else {
                    runIn(running.get(step.process() % running.size()), step);
                }
            }
        }
    }

    private void runIn(ProgramProcess who, MachineStep step) {
        int first = step.page();
        int count = Math.min(step.count(), PAGES - first);
        try {
            call(who, step, first, count);
        } catch (MachineException e) {
            if (who.process().isAlive() && !isOutOfMemory(e)) {
                throw e;
            }
            who.process().exit(); // how far the call came is not known
        }
    }

    private void call(ProgramProcess who, MachineStep step, int first, int count) {
        int value = step.value();
        switch (step.kind()) {
            case MMAP_ANON -> who.mapAnonymous(first, count, false);
            case MMAP_EXTENT -> mapExtent(who, BEFORE + first % 2 * EXTENT, count, value);
            case MMAP_SHARED_ANON -> who.mapAnonymous(first, count, true);
            case MMAP_PRIVATE -> mapFile(who, first, count, value, false);
            case MMAP_SHARED -> mapFile(who, first, count, value, true);
            case WRITE -> who.access(first, count, Access.WRITE, value);
            case READ -> who.access(first, count, Access.READ, 0);
            case MPROTECT -> who.protect(first, count, value);
            case MUNMAP -> who.unmap(first, count);
            case MOVE -> who.move(first, count, first * MOVES % (PAGES - count + 1), value % 3 == 0);
            case RESIZE -> who.resize(first, count, Math.min(1 + value * 2, PAGES - first));
            case DONTNEED -> who.dontNeed(first, count);
            case FREE -> who.free(first, count);
            case COLD -> who.advise(first, count, Advice.COLD);
            case PAGEOUT -> who.advise(first, count, Advice.PAGEOUT);
            case HUGE -> who.advise(first, count, HUGE[value % HUGE.length]);
            case POPULATE -> who.populate(first, count, POPULATE[value % POPULATE.length]);
            case GUARD -> who.guard(first, count);
            case UNGUARD -> who.unguard(first, count);
            case INHERIT -> who.inherit(first, count, value);
            case MBIND -> who.bind(first, count, value);
            case MLOCK -> who.lock(first, count);
            case MUNLOCK -> who.unlock(first, count);
            case MSYNC -> who.sync(first, count);
            case FORK -> fork(who);
            case EXIT -> who.process().exit();
            default -> throw new IllegalArgumentException("step " + step);
        }
    }

    private static void mapExtent(ProgramProcess who, int first, int count, int value) {
        boolean collapses = value % 2 != 0;
        who.mapAnonymous(first, EXTENT, false);
        who.advise(first, EXTENT, collapses ? Advice.NOHUGEPAGE : Advice.HUGEPAGE);
        who.access(first + value, Math.min(count, EXTENT - value), Access.WRITE, value);
        if (collapses) {
            who.advise(first, EXTENT, Advice.HUGEPAGE);
            who.advise(first, EXTENT, Advice.COLLAPSE);
        }
    }

    private void mapFile(ProgramProcess who, int first, int count, int value, boolean shared) {
        int filePage = value % ProgramFile.PAGES;
        who.mapFile(file, first, Math.min(count, ProgramFile.PAGES - filePage), filePage, shared);
    }

    private void start() {
        if (running.size() < MAX_PROCESSES) {
            try {
                Process process = machine.newProcess();
                running.add(new ProgramProcess(machine, contents, ARENA, process, new ShadowMemory()));
            } catch (OutOfTablesException e) {
                machine.clock().advance(TIME_NS);
            }
        }
    }

    private void fork(ProgramProcess who) {
        if (running.size() < MAX_PROCESSES) {
            try {
                running.add(who.fork());
            } catch (MachineException | OutOfTablesException e) {
                machine.clock().advance(TIME_NS); // no memory for a child
            }
        }
    }

    private void truncate(int pages) {
        file.truncate(pages);
        for (ProgramProcess each : running) {
            each.shadow().truncated(file.shadow());
        }
    }

    /** Empties a range of frames that the step's numbers pick; whether all could move is not asked. */
    private void migrate(MachineStep step) {
        int frames = machine.memory().table().frames();
        int from = (step.page() * PAGES + step.value()) % frames;
        int count = Math.min(step.count(), frames - from);
        for (int i = from; i < from + count; i++) {
            machine.migrator().migrate(Addresses.frame(i), targets, PageMigrator.Mode.SYNC);
        }
    }

    /** Another process writes to so many pages, or to all that are free and some more, and ends. */
    private void press(int share) {
        Process other;
        try {
            other = machine.newProcess();
        } catch (OutOfTablesException e) {
            return;
        }
        long pages = machine.freeFrames() * share / EXTENT + 1;
        try {
            long at = other.mmap(pages * Addresses.PAGE_SIZE, "rw-");
            for (long page = 0; page < pages && other.isAlive(); page++) {
                other.touch(at + page * Addresses.PAGE_SIZE, Access.WRITE);
            }
        } catch (MachineException e) {
            if (!isOutOfMemory(e)) {
                throw e;
            }
        }
        other.exit();
    }

    private static boolean isOutOfMemory(MachineException e) {
        String message = e.getMessage();
        return message != null && message.contains(Errno.ENOMEM.name());
    }
}
