package org.mmlab.tck.contract;

import java.util.EnumSet;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.translation.Access;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.hardware.bus.Initiator;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.syscall.Advice;
import org.mmlab.virtual.syscall.MapFlags;
import org.mmlab.virtual.syscall.MbindFlags;

/** A process of a program and what it should see: each call changes both, each access compares them. */
final class ProgramProcess {
    private static final long MAYMOVE = 1;
    private static final long FIXED = 2;
    private static final long DONTUNMAP = 4;
    private static final long SYNC = 4;
    private static final int SIGBUS = 7;
    private static final int SIGKILL = 9;
    private static final int SIGSEGV = 11;
    private static final String[] RIGHTS = {"---", "r--", "rw-"};

    private static final int MBIND = MbindFlags.STRICT | MbindFlags.MOVE | MbindFlags.MOVE_ALL;
    private static final Mempolicy.Mode[] MODES = {
        Mempolicy.Mode.BIND,
        Mempolicy.Mode.INTERLEAVE,
        Mempolicy.Mode.BIND,
        Mempolicy.Mode.DEFAULT,
        Mempolicy.Mode.BIND,
        Mempolicy.Mode.PREFERRED
    };
    private static final Set<Errno> BIND_ERRORS = EnumSet.of(Errno.EFAULT, Errno.EINVAL, Errno.EIO, Errno.ENOMEM);

    private final Machine machine;
    private final boolean contents;
    private final long arena;
    private final Process process;
    private final ShadowMemory shadow;
    private final PlacementCheck placement;

    /** @param arena the address of page 0 */
    ProgramProcess(Machine machine, boolean contents, long arena, Process process, ShadowMemory shadow) {
        this.machine = machine;
        this.contents = contents;
        this.arena = arena;
        this.process = process;
        this.shadow = shadow;
        this.placement = new PlacementCheck(machine, process);
    }

    Process process() {
        return process;
    }

    ShadowMemory shadow() {
        return shadow;
    }

    ProgramProcess fork() {
        return new ProgramProcess(machine, contents, arena, process.fork(), shadow.fork());
    }

    void mapAnonymous(int first, int count, boolean shared) {
        long flags = MapFlags.FIXED | MapFlags.ANONYMOUS | (shared ? MapFlags.SHARED : MapFlags.PRIVATE);
        process.mmap(address(first), bytes(count), "rw-", flags, null, 0);
        ShadowObject object = shared ? new ShadowObject(count) : null;
        for (int i = 0; i < count; i++) {
            shadow.map(first + i, new ShadowPage(object, shared ? i : first + i, shared));
        }
    }

    void mapFile(ProgramFile file, int first, int count, int filePage, boolean shared) {
        long flags = MapFlags.FIXED | (shared ? MapFlags.SHARED : MapFlags.PRIVATE);
        process.mmap(address(first), bytes(count), "rw-", flags, file.open(), bytes(filePage));
        for (int i = 0; i < count; i++) {
            shadow.map(first + i, new ShadowPage(file.shadow(), filePage + i, shared));
        }
    }

    void unmap(int first, int count) {
        process.munmap(address(first), bytes(count));
        for (int page = first; page < first + count; page++) {
            shadow.unmap(page);
        }
    }

    void protect(int first, int count, int rights) {
        if (!shadow.covers(first, count)) {
            return;
        }
        process.mprotect(address(first), bytes(count), RIGHTS[rights % RIGHTS.length]);
        shadow.forEach(first, count, page -> {
            page.readable = rights % RIGHTS.length > 0;
            page.writable = rights % RIGHTS.length > 1;
            if (page.locked) {
                page.populate();
            }
        });
    }

    /** Moves pages; what the call refuses stays where it is, but the target may be unmapped by then. */
    void move(int first, int count, int target, boolean keep) {
        if (first < target + count && target < first + count || !shadow.covers(first, count)) {
            return;
        }
        long flags = MAYMOVE | FIXED | (keep ? DONTUNMAP : 0);
        long result = process.calls().mremap(address(first), bytes(count), bytes(count), flags, address(target));
        if (result < 0) {
            forgetUnmapped(target, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            ShadowPage page = shadow.take(first + i);
            if (page != null) {
                shadow.map(target + i, page);
                if (keep) {
                    ShadowPage left = page.copy();
                    left.drop();
                    left.guard = false;
                    shadow.map(first + i, left);
                }
            }
        }
        if (keep) {
            findLocks();
        }
    }

    void resize(int first, int oldCount, int newCount) {
        if (!shadow.covers(first, oldCount)) {
            return;
        }
        long result = process.calls().mremap(address(first), bytes(oldCount), bytes(newCount), 0, 0);
        if (result < 0) {
            return;
        }
        for (int i = newCount; i < oldCount; i++) {
            shadow.unmap(first + i);
        }
        ShadowPage last = shadow.page(first + oldCount - 1);
        for (int i = oldCount; i < newCount && last != null; i++) {
            ShadowPage added = last.next(i - oldCount + 1);
            shadow.map(first + i, added);
            if (added.locked) {
                added.populate();
            }
        }
    }

    /** Throws pages away. A locked area refuses, and what comes after it is not reached: there page by page. */
    void dontNeed(int first, int count) {
        if (shadow.hasLocked(first, count)) {
            for (int page = first; page < first + count; page++) {
                dontNeedFrom(page, 1);
            }
        } else {
            dontNeedFrom(first, count);
        }
    }

    private void dontNeedFrom(int first, int count) {
        advise(first, count, Advice.DONTNEED);
        shadow.forEach(first, count, page -> {
            if (!page.locked) {
                page.drop();
            }
        });
    }

    void free(int first, int count) {
        for (int number = first; number < first + count; number++) {
            ShadowPage page = shadow.page(number);
            if (page != null && page.isAnonymous() && !page.locked) {
                int result = advise(number, 1, Advice.FREE);
                if (result != 0) {
                    throw new AssertionError("MADV_FREE of page " + number + " (" + page + ") gave " + result);
                }
                page.free = true;
            }
        }
    }

    /** Locked areas refuse, and so do kernels that do not know guards. */
    void guard(int first, int count) {
        if (!shadow.covers(first, count) || shadow.hasLocked(first, count)) {
            return;
        }
        int result = advise(first, count, Advice.GUARD_INSTALL);
        if (result == 0) {
            shadow.forEach(first, count, ShadowPage::guard);
        } else if (result == Errno.ENOMEM.result()) {
            process.exit(); // how far it came is not known
        }
    }

    void unguard(int first, int count) {
        if (shadow.covers(first, count) && advise(first, count, Advice.GUARD_REMOVE) == 0) {
            shadow.forEach(first, count, page -> page.guard = false);
        }
    }

    void inherit(int first, int count, int variant) {
        Advice[] advices = {Advice.DONTFORK, Advice.DOFORK, Advice.WIPEONFORK, Advice.KEEPONFORK};
        Advice advice = advices[variant % advices.length];
        for (int number = first; number < first + count; number++) {
            ShadowPage page = shadow.page(number);
            if (page != null && advise(number, 1, advice) == 0) {
                page.dontFork = advice == Advice.DONTFORK || page.dontFork && advice != Advice.DOFORK;
                page.wipeOnFork = advice == Advice.WIPEONFORK || page.wipeOnFork && advice != Advice.KEEPONFORK;
            }
        }
    }

    /** Changes nothing that a program sees; a node that is named may have no memory, and pages may be pinned. */
    void bind(int first, int count, int variant) {
        int nodes = machine.memory().nodes().count();
        long one = 1L << variant / MODES.length % nodes;
        Mempolicy.Mode mode = MODES[variant % MODES.length];
        long mask = mode == Mempolicy.Mode.DEFAULT ? 0 : mode == Mempolicy.Mode.INTERLEAVE ? (1L << nodes) - 1 : one;
        int result = process.calls().mbind(address(first), bytes(count), mode.number(), mask, variant % (MBIND + 1));
        if (result != 0 && !BIND_ERRORS.contains(Errno.of(result))) {
            throw new AssertionError("mbind of pages " + first + " to " + (first + count - 1) + " gave " + result);
        }
    }

    void lock(int first, int count) {
        if (shadow.covers(first, count)) {
            process.calls().mlock(address(first), bytes(count)); // that not all could be brought in changes no lock
            shadow.forEach(first, count, page -> {
                page.locked = true;
                page.populate();
            });
        }
    }

    void unlock(int first, int count) {
        if (shadow.covers(first, count)) {
            process.calls().munlock(address(first), bytes(count));
            shadow.forEach(first, count, page -> page.locked = false);
        }
    }

    void sync(int first, int count) {
        process.calls().msync(address(first), bytes(count), SYNC);
    }

    void populate(int first, int count, Advice advice) {
        advise(first, count, advice);
        shadow.forEach(first, count, ShadowPage::populate);
    }

    /** An advice that changes nothing that a program sees. */
    int advise(int first, int count, Advice advice) {
        return process.calls().madvise(address(first), bytes(count), advice.number());
    }

    void access(int first, int count, int access, int value) {
        for (int number = first; number < first + count; number++) {
            if (!access(number, access, (value + number) & 0xff)) {
                return;
            }
        }
    }

    /** One access; false where it ended the process. */
    private boolean access(int number, int access, int value) {
        ShadowPage page = shadow.page(number);
        boolean write = access == Access.WRITE;
        int offset = ProgramFile.offset(page == null ? number : page.index);
        placement.before(address(number), access);
        long physical = process.touch(address(number) + offset, access);
        boolean allowed = page != null && (write ? page.writable : page.readable);
        boolean succeeds = allowed && page != null && page.exists() && !page.guard;
        if (physical == Process.SIGNALLED) {
            return signalled(number, page, allowed, succeeds);
        }
        if (!succeeds || page == null) {
            throw new AssertionError(
                    place(number, page) + ", but the access went to physical 0x" + Long.toHexString(physical));
        }
        placement.after(address(number), physical);
        if (contents) {
            compare(page, number, physical);
        }
        if (write) {
            machine.bus().port(Initiator.CPU).write8(Addresses.phys(physical), value);
            page.write(value);
        }
        return true;
    }

    private boolean signalled(int number, @Nullable ShadowPage page, boolean allowed, boolean succeeds) {
        Process.Signal signal = process.signal();
        if (signal.number() == SIGKILL || !process.isAlive()) {
            return false;
        }
        boolean outside = page == null || allowed && page.guard; // a guard is as good as nothing
        boolean right = allowed && !outside
                ? signal.number() == SIGBUS && !succeeds
                : signal.number() == SIGSEGV && signal.code() == (outside ? 1 : 2);
        if (!right) {
            throw new AssertionError(place(number, page) + ", but the access got " + signal);
        }
        return true;
    }

    private void compare(ShadowPage page, int number, long physical) {
        BusPort port = machine.bus().port(Initiator.CPU);
        int found = port.read8(Addresses.phys(physical));
        page.found(found);
        int expected = page.expected();
        if (found != expected) {
            throw new AssertionError("data read = data written: " + place(number, page) + ", should hold " + expected
                    + " and holds " + found + " (physical 0x" + Long.toHexString(physical) + ")");
        }
    }

    /** What stays behind is unlocked together with the rest of its area, and only the machine knows how far that goes. */
    private void findLocks() {
        for (int number = 0; number < MachineProgram.PAGES; number++) {
            ShadowPage page = shadow.page(number);
            Vma vma = process.calls().space().lookup(Addresses.virt(address(number)));
            if (page != null && vma != null) {
                page.locked = vma.has(VmFlags.LOCKED);
            }
        }
    }

    private void forgetUnmapped(int first, int count) {
        for (int number = first; number < first + count; number++) {
            if (process.calls().space().lookup(Addresses.virt(address(number))) == null) {
                shadow.unmap(number);
            }
        }
    }

    private String place(int number, @Nullable ShadowPage page) {
        return "page " + number + " of process " + process.pid() + " is " + (page == null ? "not mapped" : page);
    }

    private long address(int page) {
        return arena + bytes(page);
    }

    private static long bytes(int pages) {
        return (long) pages * Addresses.PAGE_SIZE;
    }
}
