package org.mmlab.tck.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.translation.Access;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.hardware.bus.Initiator;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.tck.invariant.Invariants;
import org.mmlab.virtual.fault.FaultSignal;
import org.mmlab.virtual.syscall.Advice;

/**
 * Runs steps over two regions of a fault handler, against a second book-keeping: an untouched page holds what its first fill
 * showed, a written one what its process wrote.
 */
final class BackedProgram {
    /** Pages of both regions. */
    static final int PAGES = 96;

    private static final int REGION_PAGES = PAGES / 2;
    private static final int[] REGIONS = {0, 7};
    private static final int MAX_PROCESSES = 3;
    private static final int SPREAD = 37; // the byte that is looked at moves within the page from page to page
    private static final int UNKNOWN = -1;
    private static final int NO_PAGE = -2;
    private static final int NOT_MAPPED = -3;
    private static final long TIME_NS = 60_000_000_000L;

    private final Machine machine;
    private final BusPort port;
    private final int[] filled = new int[PAGES]; // the byte that the handler gives, UNKNOWN or NO_PAGE
    private final List<Running> running = new ArrayList<>();

    /** A process: {@code own} has for each page the byte it wrote, UNKNOWN where it wrote none, or NOT_MAPPED. */
    private record Running(Process process, long[] bases, int[] own) {}

    BackedProgram(String handler) {
        machine = MachineFactory.create(MachineSpec.of(
                Map.of("ram", "2M", "swap", "4M", "thp", "never", "checked", "on", "fault-handler", handler)));
        port = machine.bus().port(Initiator.CPU);
        Arrays.fill(filled, UNKNOWN);
        Process process = machine.newProcess();
        long[] bases = new long[REGIONS.length];
        for (int i = 0; i < bases.length; i++) {
            bases[i] = process.mapBacked(REGIONS[i], (long) REGION_PAGES * Addresses.PAGE_SIZE, "rw-");
        }
        int[] own = new int[PAGES];
        Arrays.fill(own, UNKNOWN);
        running.add(new Running(process, bases, own));
    }

    /** Runs the steps, checks after each, ends all processes and looks for leaks. */
    Machine run(List<BackedStep> steps) {
        for (BackedStep step : steps) {
            if (running.isEmpty()) {
                break;
            }
            run(step, running.get(step.process() % running.size()));
            running.removeIf(each -> !each.process.isAlive());
            Invariants.check(machine);
        }
        for (Running each : running) {
            each.process.exit();
        }
        machine.clock().advance(TIME_NS);
        Invariants.checkNothingLeaked(machine);
        return machine;
    }

    private void run(BackedStep step, Running who) {
        int first = step.page();
        int end = Math.min(first + step.count(), (first / REGION_PAGES + 1) * REGION_PAGES);
        long bytes = (long) (end - first) * Addresses.PAGE_SIZE;
        switch (step.kind()) {
            case READ -> touch(who, first, end, Access.READ, 0);
            case WRITE -> touch(who, first, end, Access.WRITE, step.value());
            case DONTNEED -> {
                who.process.calls().madvise(address(who, first), bytes, Advice.DONTNEED.number());
                for (int page = first; page < end; page++) {
                    who.own[page] = who.own[page] == NOT_MAPPED ? NOT_MAPPED : UNKNOWN;
                }
            }
            case PAGEOUT -> who.process.calls().madvise(address(who, first), bytes, Advice.PAGEOUT.number());
            case MUNMAP -> {
                who.process.munmap(address(who, first), bytes);
                Arrays.fill(who.own, first, end, NOT_MAPPED);
            }
            case FORK -> {
                if (running.size() < MAX_PROCESSES) {
                    running.add(new Running(who.process.fork(), who.bases, who.own.clone()));
                }
            }
            case EXIT -> who.process.exit();
            default -> throw new IllegalArgumentException("step " + step);
        }
    }

    private void touch(Running who, int first, int end, int access, int value) {
        for (int page = first; page < end && who.process.isAlive(); page++) {
            long address = address(who, page) + (page * SPREAD & (Addresses.PAGE_SIZE - 1));
            long physical = who.process.touch(address, access);
            if (physical == Process.SIGNALLED) {
                failed(who, page);
                continue;
            }
            check(who, page, port.read8(Addresses.phys(physical)));
            if (access == Access.WRITE) {
                who.own[page] = (value + page) & 0xff;
                port.write8(Addresses.phys(physical), who.own[page]);
            }
        }
    }

    private void check(Running who, int page, int found) {
        if (who.own[page] == UNKNOWN && filled[page] == UNKNOWN) {
            filled[page] = found;
        }
        int expected = who.own[page] == UNKNOWN ? filled[page] : who.own[page];
        if (found != expected) {
            throw new AssertionError("a page holds what was written to it, or else the same at each fill: page " + page
                    + " of process " + who.process.pid() + " should hold " + expected + " and holds " + found);
        }
    }

    private void failed(Running who, int page) {
        int number = who.process.signal().number();
        if (number == FaultSignal.SIGKILL || !who.process.isAlive()) {
            return;
        }
        if (who.own[page] == NOT_MAPPED) {
            if (number != FaultSignal.SIGSEGV) {
                throw new AssertionError("page " + page + " is not mapped, but the access got " + who.process.signal());
            }
            return;
        }
        if (number != FaultSignal.SIGBUS || who.own[page] != UNKNOWN || filled[page] >= 0) {
            throw new AssertionError(
                    "page " + page + " is mapped and was there, but the access got " + who.process.signal());
        }
        filled[page] = NO_PAGE;
    }

    private static long address(Running who, int page) {
        return who.bases[page / REGION_PAGES] + (long) (page % REGION_PAGES) * Addresses.PAGE_SIZE;
    }
}
