package org.mmlab.kit.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.translation.Access;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.hardware.bus.Initiator;
import org.mmlab.hardware.ram.Contents;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.trace.AccessMask;
import org.mmlab.kit.trace.PageReferences;
import org.mmlab.kit.trace.Trace;
import org.mmlab.virtual.mm.OpenFile;

/**
 * Replays a traced program on a machine: maps its areas into a new process and makes every page touch, in order: a fetch, a
 * read, a write, whatever the trace's mask says. On a machine with contents each write stores a number of its own and each
 * read of written memory checks that it finds the last one stored. One replay an instance; confined to the machine's thread.
 */
public final class Replay {
    private static final int BATCH = 4096;
    private static final long TRANSFER_STEP_NS = 100_000;
    private static final int MOST_TRANSFER_STEPS = 100_000;
    private static final long PRIVATE_FIXED = 0x12;
    private static final long PRIVATE_FIXED_ANON = 0x32;

    private final Machine machine;
    private final ProgramLayout layout;
    private final AreaMap areas;
    private final boolean checked;
    private final BusPort port;
    private final List<Integer> files = new ArrayList<>();
    private long accesses;
    private long checkedReads;
    private long stamp;

    /** A replay of the program with that layout. */
    public Replay(Machine machine, ProgramLayout layout) {
        this.machine = machine;
        this.layout = layout;
        this.areas = new AreaMap(machine, layout);
        this.checked = machine.bus().ram().contents() == Contents.FULL;
        this.port = machine.bus().port(Initiator.CPU);
    }

    /**
     * Runs the whole trace.
     *
     * @param progress hears, now and then, how many page touches are done
     * @return what happened
     * @throws ReplayException where a read finds something else than what was written: a defect of the machine or of a plug-in
     */
    public ReplayResult run(Trace trace, LongConsumer progress) {
        return run(trace, progress, () -> {});
    }

    /** As above; {@code beforeExit} runs at the end of the trace, while the process still holds its memory, to look at the machine. */
    public ReplayResult run(Trace trace, LongConsumer progress, Runnable beforeExit) {
        long freeBefore = machine.freeFrames();
        Process process = machine.newProcess();
        map(process, trace.name());
        try (PageReferences references = new PageReferences(trace.references())) {
            long[] pages = new long[BATCH];
            byte[] masks = new byte[BATCH];
            for (int n = references.read(pages, masks, BATCH); n > 0; n = references.read(pages, masks, BATCH)) {
                if (!runBatch(process, pages, masks, n)) {
                    break;
                }
                machine.passTime();
                progress.accept(accesses);
            }
        }
        machine.passTime();
        ReplayResult result = ReplayResult.of(machine, process, layout, accesses, checkedReads);
        beforeExit.run();
        process.exit();
        files.forEach(machine.cache()::delete);
        checkNothingLeaked(freeBefore);
        return result;
    }

    /** With the process gone and its files deleted, every frame must be free again, once the transfers have ended that hold theirs. */
    private void checkNothingLeaked(long freeBefore) {
        machine.lru().drain();
        for (int i = 0; i < MOST_TRANSFER_STEPS && machine.freeFrames() < freeBefore; i++) {
            machine.clock().advance(TRANSFER_STEP_NS);
            machine.lru().drain();
        }
        long lost = freeBefore - machine.freeFrames();
        if (lost != 0) {
            throw new ReplayException((lost > 0 ? lost + " frames were lost" : -lost + " frames too many are free")
                    + " when the process had exited: " + freeBefore + " were free before it, "
                    + machine.freeFrames() + " are now; the machine or one of its plug-ins miscounts references");
        }
    }

    private void map(Process process, String name) {
        for (int i = 0; i < layout.areas().size(); i++) {
            ProgramArea area = layout.areas().get(i);
            long start = areas.start(i) << Addresses.PAGE_SHIFT;
            long bytes = area.pages() << Addresses.PAGE_SHIFT;
            String rights = area.kind().permissions().substring(0, 3);
            if (area.kind().isFile()) {
                int file = machine.cache().create(name + "#" + i, PageCache.FileKind.REGULAR, bytes);
                machine.fillFile(file);
                files.add(file);
                OpenFile open = machine.virtual().files().open(file, OpenFile.Mode.READ);
                process.mmap(start, bytes, rights, PRIVATE_FIXED, open, 0);
                machine.virtual().files().release(open);
            } else {
                process.mmap(start, bytes, rights, PRIVATE_FIXED_ANON, null, 0);
            }
        }
    }

    private boolean runBatch(Process process, long[] pages, byte[] masks, int n) {
        for (int i = 0; i < n; i++) {
            long page = areas.locate(pages[i]);
            int mask = masks[i];
            accesses++;
            if (checked ? !touchChecked(process, page, mask) : !touch(process, page, mask)) {
                return false;
            }
        }
        return true;
    }

    private boolean touch(Process process, long page, int mask) {
        long address = page << Addresses.PAGE_SHIFT;
        if ((mask & AccessMask.FETCH) != 0 && process.touch(address, Access.FETCH) < 0) {
            return false;
        }
        if ((mask & AccessMask.READ) != 0 && process.touch(address, Access.READ) < 0) {
            return false;
        }
        return (mask & AccessMask.WRITE) == 0 || process.touch(address, Access.WRITE) >= 0;
    }

    private boolean touchChecked(Process process, long page, int mask) {
        long address = page << Addresses.PAGE_SHIFT;
        if ((mask & AccessMask.FETCH) != 0 && process.touch(address, Access.FETCH) < 0) {
            return false;
        }
        if ((mask & AccessMask.READ) != 0) {
            long physical = process.touch(address, Access.READ);
            if (physical < 0) {
                return false;
            }
            check(page, port.read64(Addresses.phys(physical)));
        }
        if ((mask & AccessMask.WRITE) != 0) {
            long physical = process.touch(address, Access.WRITE);
            if (physical < 0) {
                return false;
            }
            areas.store(++stamp);
            port.write64(Addresses.phys(physical), stamp);
        }
        return true;
    }

    private void check(long page, long found) {
        checkedReads++;
        if (found != areas.stored()) {
            throw new ReplayException("access " + accesses + ", virtual page 0x" + Long.toHexString(page) + ": read "
                    + found + ", but the last write there stored " + areas.stored()
                    + "; the machine or one of its plug-ins lost or mixed up a page");
        }
    }
}
