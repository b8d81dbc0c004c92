package org.mmlab.tck.contract;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.link.PageMigrator;
import org.mmlab.api.translation.Access;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.hardware.bus.Initiator;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineException;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.spec.HardwareSpec;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.contig.NearbyTargets;
import org.mmlab.tck.contract.ShadowMemory.Page;
import org.mmlab.tck.invariant.Invariants;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.ops.OutOfTablesException;
import org.mmlab.virtual.syscall.Advice;
import org.mmlab.virtual.syscall.MapFlags;

/**
 * Runs random steps on a machine and on a shadow of each process's memory, compares what is read with what was written, and checks the
 * invariants. All memory is mapped in an arena that lies astride the border of a page table; the first process starts with half of it
 * mapped, so that a short program has something to touch. Processes that the OOM killer ends
 * leave the model; a call that finds no memory is an outcome, not a failure.
 */
final class MachineProgram {
    /** Pages of the arena. */
    static final int PAGES = 192;

    private static final int FILE_PAGES = 64;
    private static final int MAX_PROCESSES = 4;
    private static final int SPREAD = 37; // the byte that is looked at moves within the page from page to page
    private static final int SIGSEGV = 11;
    private static final int SIGKILL = 9;
    private static final long ARENA = 0x1000_0000L - PAGES / 3 * Addresses.PAGE_SIZE;
    private static final long TIME_NS = 20_000_000;
    private static final long LONG_TIME_NS = 60_000_000_000L;
    private static final String[] RIGHTS = {"---", "r--", "rw-"};

    private static final Set<MachineStep.Kind> PLUGS = EnumSet.of(
            MachineStep.Kind.PLUG, MachineStep.Kind.ONLINE, MachineStep.Kind.OFFLINE, MachineStep.Kind.UNPLUG);

    private final Machine machine;
    private final HotplugSteps plugs;
    private final boolean contents;
    private final int[] fileBytes = new int[FILE_PAGES];
    private final int file;
    private final OpenFile open;
    private final List<Running> running = new ArrayList<>();
    private final PageMigrator.Targets targets;

    private record Running(Process process, ShadowMemory shadow) {}

    MachineProgram(MachineSpec spec) {
        machine = MachineFactory.create(spec);
        targets = new NearbyTargets(machine.memory());
        plugs = new HotplugSteps(machine);
        contents = spec.hardware().contents() == HardwareSpec.Contents.FULL;
        PageCache cache = machine.cache();
        file = cache.create("data", PageCache.FileKind.REGULAR, (long) FILE_PAGES * Addresses.PAGE_SIZE);
        machine.fillFile(file);
        open = machine.virtual().files().open(file, OpenFile.Mode.READ_WRITE);
        for (int page = 0; page < FILE_PAGES; page += 2) {
            fileBytes[page] = page + 1;
            cache.write(file, (long) page * Addresses.PAGE_SIZE + offset(page), new byte[] {(byte) (page + 1)}, 0, 1);
        }
        start();
        for (Running first : running) {
            map(first, 0, PAGES / 2, ShadowMemory.ANON, MapFlags.PRIVATE);
            map(first, PAGES / 2, FILE_PAGES / 2, 0, MapFlags.PRIVATE);
        }
    }

    Machine machine() {
        return machine;
    }

    /** Runs the steps, checks after each, ends all processes and looks for leaks. */
    void run(List<MachineStep> steps) {
        for (MachineStep step : steps) {
            run(step);
            running.removeIf(each -> !each.process.isAlive());
            Invariants.check(machine);
        }
        for (Running each : running) {
            each.process.exit();
            Invariants.check(machine);
        }
        machine.virtual().files().release(open);
        machine.clock().advance(LONG_TIME_NS);
        machine.cache().delete(file);
        machine.clock().advance(LONG_TIME_NS);
        plugs.unplugAll();
        Invariants.checkNothingLeaked(machine);
    }

    private void start() {
        try {
            running.add(new Running(machine.newProcess(), new ShadowMemory(fileBytes)));
        } catch (OutOfTablesException e) {
            machine.clock().advance(TIME_NS);
        }
    }

    private void run(MachineStep step) {
        if (step.kind() == MachineStep.Kind.PASS_TIME) {
            machine.clock().advance(TIME_NS * step.count());
            return;
        }
        if (PLUGS.contains(step.kind())) {
            plugs.run(step);
            return;
        }
        if (running.isEmpty() || step.kind() == MachineStep.Kind.START) {
            if (running.size() < MAX_PROCESSES) {
                start();
            }
            return;
        }
        Running who = running.get(step.process() % running.size());
        int first = step.page();
        int count = Math.min(step.count(), PAGES - first);
        try {
            run(step, who, first, count);
        } catch (MachineException e) {
            if (who.process.isAlive() && !isOutOfMemory(e)) {
                throw e;
            }
            who.process.exit(); // how far the call came is not known
        }
    }

    private static boolean isOutOfMemory(MachineException e) {
        String message = e.getMessage();
        return message != null && message.contains(Errno.ENOMEM.name());
    }

    private void run(MachineStep step, Running who, int first, int count) {
        switch (step.kind()) {
            case MMAP_ANON -> map(who, first, count, ShadowMemory.ANON, MapFlags.PRIVATE);
            case MMAP_PRIVATE -> map(who, first, count, step.value() % FILE_PAGES, MapFlags.PRIVATE);
            case MMAP_SHARED -> map(who, first, count, step.value() % FILE_PAGES, MapFlags.SHARED);
            case WRITE -> access(who, first, count, Access.WRITE, step.value());
            case READ -> access(who, first, count, Access.READ, 0);
            case MPROTECT -> protect(who, first, count, step.value() % RIGHTS.length);
            case MUNMAP -> unmap(who, first, count);
            case DONTNEED -> dontNeed(who, first, count);
            case PAGEOUT -> who.process.calls().madvise(address(first), bytes(count), Advice.PAGEOUT.number());
            case MLOCK -> who.process.mlock(address(first), bytes(count));
            case MUNLOCK -> who.process.calls().munlock(address(first), bytes(count));
            case MIGRATE -> migrate(step);
            case FORK -> fork(who);
            case EXIT -> who.process.exit();
            default -> throw new IllegalArgumentException("step " + step);
        }
    }

    private void map(Running who, int first, int wanted, int filePage, long sharing) {
        boolean anon = filePage == ShadowMemory.ANON;
        int count = anon ? wanted : Math.min(wanted, FILE_PAGES - filePage);
        long flags = sharing | MapFlags.FIXED | (anon ? MapFlags.ANONYMOUS : 0);
        long offset = anon ? 0 : (long) filePage * Addresses.PAGE_SIZE;
        who.process.mmap(address(first), bytes(count), "rw-", flags, anon ? null : open, offset);
        for (int i = 0; i < count; i++) {
            who.shadow.map(first + i, new Page(anon ? ShadowMemory.ANON : filePage + i, sharing == MapFlags.SHARED));
        }
    }

    private void unmap(Running who, int first, int count) {
        who.process.munmap(address(first), bytes(count));
        for (int page = first; page < first + count; page++) {
            who.shadow.unmap(page);
        }
    }

    private void protect(Running who, int first, int count, int rights) {
        if (!who.shadow.covers(first, count)) {
            return;
        }
        who.process.mprotect(address(first), bytes(count), RIGHTS[rights]);
        for (int number = first; number < first + count; number++) {
            Page page = who.shadow.page(number);
            if (page != null) {
                page.readable = rights > 0;
                page.writable = rights > 1;
            }
        }
    }

    private void dontNeed(Running who, int first, int count) {
        who.process.calls().madvise(address(first), bytes(count), Advice.DONTNEED.number());
        for (int number = first; number < first + count; number++) {
            Page page = who.shadow.page(number);
            if (page != null) {
                page.own = null;
            }
        }
    }

    private void fork(Running who) {
        if (running.size() < MAX_PROCESSES) {
            try {
                running.add(new Running(who.process.fork(), who.shadow.copy()));
            } catch (MachineException | OutOfTablesException e) {
                machine.clock().advance(TIME_NS); // no memory for a child
            }
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

    private void access(Running who, int first, int count, int access, int value) {
        for (int number = first; number < first + count; number++) {
            if (!access(who, number, access, (value + number) & 0xff)) {
                return;
            }
        }
    }

    /** One access; false where it ended the process. */
    private boolean access(Running who, int number, int access, int value) {
        Page page = who.shadow.page(number);
        boolean write = access == Access.WRITE;
        int offset = offset(page == null || page.filePage == ShadowMemory.ANON ? number : page.filePage);
        long physical = who.process.touch(address(number) + offset, access);
        boolean allowed = page != null && (write ? page.writable : page.readable);
        if (physical == Process.SIGNALLED) {
            Process.Signal signal = who.process.signal();
            if (signal.number() == SIGKILL || !who.process.isAlive()) {
                return false;
            }
            if (allowed || signal.number() != SIGSEGV || signal.code() != (page == null ? 1 : 2)) {
                throw new AssertionError("page " + number + " of process " + who.process.pid() + " is " + describe(page)
                        + ", but the access got " + signal);
            }
            return true;
        }
        if (!allowed || page == null) {
            throw new AssertionError("page " + number + " of process " + who.process.pid() + " is " + describe(page)
                    + ", but the access went to physical 0x" + Long.toHexString(physical));
        }
        if (contents) {
            compare(who, page, number, physical);
        }
        if (write) {
            machine.bus().port(Initiator.CPU).write8(Addresses.phys(physical), value);
            who.shadow.write(page, value);
        }
        return true;
    }

    private void compare(Running who, Page page, int number, long physical) {
        BusPort port = machine.bus().port(Initiator.CPU);
        int found = port.read8(Addresses.phys(physical));
        int expected = who.shadow.expected(page);
        if (found != expected) {
            throw new AssertionError("data read = data written: page " + number + " of process " + who.process.pid()
                    + " should hold " + expected + " and holds " + found + " (" + describe(page) + ", physical 0x"
                    + Long.toHexString(physical) + ")");
        }
    }

    private static String describe(@Nullable Page page) {
        if (page == null) {
            return "not mapped";
        }
        return (page.filePage == ShadowMemory.ANON
                        ? "anonymous"
                        : (page.shared ? "shared" : "private") + " page " + page.filePage + " of the file")
                + (page.readable ? ", readable" : "")
                + (page.writable ? ", writable" : "");
    }

    private static long address(int page) {
        return ARENA + (long) page * Addresses.PAGE_SIZE;
    }

    private static long bytes(int pages) {
        return (long) pages * Addresses.PAGE_SIZE;
    }

    private static int offset(int page) {
        return page * SPREAD & (Addresses.PAGE_SIZE - 1);
    }
}
