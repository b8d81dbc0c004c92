package org.mmlab.kit.machine;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.TranslationFault;
import org.mmlab.api.virtual.FaultResult;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.hardware.cpu.Cpu;
import org.mmlab.hardware.mmu.Mmu;
import org.mmlab.kit.spec.NodeLists;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.page.TaskContext;
import org.mmlab.reclaim.pool.PolicyShrink;
import org.mmlab.virtual.fault.FaultSignal;
import org.mmlab.virtual.fault.UserFaults;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.FileTable;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.syscall.MapFlags;
import org.mmlab.virtual.syscall.MemoryCalls;

/**
 * A process of a machine. Its memory is touched by {@link #read} and {@link #write}, as its program's instructions would, through
 * CPU, TLB and page faults; it is shaped by the system calls of {@link #calls} and the short forms here. Addresses are plain
 * {@code long}s, unsigned. Confined to the machine's thread.
 */
public final class Process {
    /** What {@link #touch} returns where the access ended in a signal: {@link #signal} says which. */
    public static final long SIGNALLED = -1;

    private static final long PRIVATE_ANON = 0x22;
    private static final int NO_CONTEXT = -1;

    private final Machine machine;
    private final int pid;
    private final MemoryCalls calls;
    private final MmPages pages;
    private final UserFaults faults;
    private final BusPort port;
    private final int cpu;
    private final Scheduler scheduler;
    private final PhysicalMemory memory;
    private final AccessClock accessClock;
    private final @Nullable PolicyShrink observer;
    private boolean alive = true;
    private boolean killed;
    private int contextBefore = NO_CONTEXT;
    private int oomScoreAdjust;
    private Signal signal = Signal.NONE;

    /**
     * A signal that an access got.
     *
     * @param number 7 SIGBUS, 9 SIGKILL, 11 SIGSEGV; 0 none
     * @param code {@code si_code}
     * @param address {@code si_addr}
     */
    public record Signal(int number, int code, long address) {
        /** No signal. */
        public static final Signal NONE = new Signal(0, 0, 0);

        /** {@code SIGSEGV (SEGV_MAPERR) at 0x1000}. */
        @Override
        public String toString() {
            String name = switch (number) {
                case FaultSignal.SIGBUS -> "SIGBUS";
                case FaultSignal.SIGKILL -> "SIGKILL";
                case FaultSignal.SIGSEGV -> "SIGSEGV";
                default -> "no signal";
            };
            String why = number != FaultSignal.SIGSEGV
                    ? ""
                    : code == FaultSignal.SEGV_MAPERR
                            ? " (SEGV_MAPERR)"
                            : code == FaultSignal.SEGV_ACCERR ? " (SEGV_ACCERR)" : " (SI_KERNEL)";
            return number == 0 ? name : name + why + " at 0x" + Long.toHexString(address);
        }
    }

    Process(Machine machine, AddressSpace mm, int cpu) {
        this.machine = machine;
        this.pid = mm.id();
        this.calls = new MemoryCalls(mm);
        this.pages = (MmPages) mm.pages();
        this.faults = machine.faults();
        this.port = machine.cpuPort();
        this.cpu = cpu;
        this.scheduler = machine.scheduler();
        this.memory = machine.memory();
        this.accessClock = machine.accessClock();
        this.observer = machine.observer();
    }

    /** Its number. */
    public int pid() {
        return pid;
    }

    /**
     * Its system calls; results below 0 are negative errno values. It is the running process from here on, which the OOM killer
     * does not end in the middle of a call; ask anew for each call.
     */
    public MemoryCalls calls() {
        scheduler.run(cpu, pages);
        return calls;
    }

    /** Its page table, resident set and fault counters. */
    public MmPages pages() {
        return pages;
    }

    /** The MMU of its CPU, with this process's page table loaded. */
    public Mmu mmu() {
        return scheduler.run(cpu, pages).mmu();
    }

    /** Whether it has not exited or been killed. */
    public boolean isAlive() {
        return alive;
    }

    /** Whether the OOM killer ended it. */
    public boolean wasKilled() {
        return killed;
    }

    /** What the last failed access got. */
    public Signal signal() {
        return signal;
    }

    /** The bias of the OOM killer, -1000 to 1000. */
    public int oomScoreAdjust() {
        return oomScoreAdjust;
    }

    /** Sets the bias of the OOM killer. */
    public void setOomScoreAdjust(int adjust) {
        oomScoreAdjust = adjust;
    }

    /**
     * Maps private anonymous memory.
     *
     * @param permissions as in {@code /proc/PID/maps}: {@code rw-}
     * @return its address
     * @throws MachineException where the system call fails, with its errno
     */
    public long mmap(long bytes, String permissions) {
        return checked("mmap", calls().mmap(0, bytes, protection(permissions), PRIVATE_ANON, null, 0));
    }

    /** mmap in full: flags are those of {@code MapFlags}. */
    public long mmap(long address, long bytes, String permissions, long flags, @Nullable OpenFile file, long offset) {
        return checked("mmap", calls().mmap(address, bytes, protection(permissions), flags, file, offset));
    }

    /**
     * Maps a region of the machine's fault handler (key {@code fault-handler} of the spec) privately: the handler fills each page
     * at its first touch.
     *
     * @param region which, as the handler counts them, from 0
     * @return its address
     * @throws MachineException where the system call fails, with its errno
     */
    public long mapBacked(int region, long bytes, String permissions) {
        if (region < 0) {
            throw new IllegalArgumentException("region " + region + " is below 0");
        }
        FileTable files = machine.virtual().files();
        OpenFile file = files.openBacked(machine.faultHandler(), region, bytes);
        try {
            return mmap(0, bytes, permissions, MapFlags.PRIVATE, file, 0);
        } finally {
            files.release(file);
        }
    }

    /** Unmaps a range. */
    public void munmap(long address, long bytes) {
        checked("munmap", calls().munmap(address, bytes));
    }

    /** Changes the rights of a range. */
    public void mprotect(long address, long bytes, String permissions) {
        checked("mprotect", calls().mprotect(address, bytes, protection(permissions)));
    }

    /**
     * Locks a range into memory. A process that the OOM killer ends meanwhile is gone when this returns.
     *
     * @return 0, or a negative errno: of an unmapped page, of the limit, of memory that ran out
     */
    public int mlock(long address, long bytes) {
        int result = calls().mlock(address, bytes);
        exitIfKilled();
        return result;
    }

    /**
     * Says from which nodes its pages come from now on; children inherit it (Linux: {@code set_mempolicy}).
     *
     * @param policy as the spec's key {@code mempolicy}: {@code bind:1}, {@code interleave:0-3}, {@code local}; or {@code default} for none
     * @throws org.mmlab.api.plugin.PolicyException where there is no such policy, or its nodes make no sense
     */
    public void setMempolicy(String policy) {
        machine.policies().set(pages, machine.policies().create(NodeLists.policy(policy)));
    }

    /**
     * Says from which nodes the pages of a range come from now on, which counts before the process's own policy (Linux: {@code mbind}).
     *
     * @param policy as for {@link #setMempolicy}; {@code default} takes the range's policy away
     * @param flags {@link org.mmlab.virtual.syscall.MbindFlags}: what becomes of pages that are there and lie elsewhere
     * @return 0, or a negative errno: EFAULT of a hole, EIO of a page that could not move, EPERM, EINVAL, ENOMEM
     * @throws org.mmlab.api.plugin.PolicyException where there is no such policy, or its nodes make no sense
     */
    public int mbind(long address, long bytes, String policy, int flags) {
        Mempolicy created = machine.policies().create(NodeLists.policy(policy));
        return calls().mbind(address, bytes, created, flags);
    }

    /**
     * Moves the pages of a range to a node, as far as it has room (Linux: {@code move_pages}, {@code mbind} with
     * {@code MPOL_MF_MOVE}). Huge pages move whole.
     *
     * @return pages of 4 KiB of the range that lie on the node afterwards
     */
    public long movePages(long address, long bytes, int node) {
        return new NodeMove(machine, pages).range(address, bytes, node);
    }

    /** Reads a byte, 0..255; on a machine without contents always 0. Throws {@link MachineException} where a signal would come. */
    public int read(long address) {
        return port.read8(reach(address, Access.READ));
    }

    /** Writes a byte. Throws {@link MachineException} where a signal would come. */
    public void write(long address, int value) {
        port.write8(reach(address, Access.WRITE), value);
    }

    /** Reads eight bytes, which must lie in one page. */
    public long readLong(long address) {
        return port.read64(reach(address, Access.READ));
    }

    /** Writes eight bytes, which must lie in one page. */
    public void writeLong(long address, long value) {
        port.write64(reach(address, Access.WRITE), value);
    }

    private @PhysAddr long reach(long address, int access) {
        long physical = touch(address, access);
        if (physical == SIGNALLED) {
            throw new MachineException("process " + pid + ": " + Access.describe(access) + " of 0x"
                    + Long.toHexString(address) + " got " + signal);
        }
        return Addresses.phys(physical);
    }

    /**
     * Makes an access as an instruction does: translation, page fault where needed, translation again. The hot path; allocates
     * nothing where no signal comes.
     *
     * @param access one of {@link Access}'s fetch, read and write
     * @return the physical address, or {@link #SIGNALLED}
     */
    public long touch(long address, int access) {
        if (killed) {
            return signalled();
        }
        Cpu running = scheduler.run(cpu, pages);
        @VirtAddr long va = Addresses.virt(address);
        long physical = running.mmu().translate(va, access);
        while (TranslationFault.isFault(physical)) {
            int result = faults.handle(pages, va, TranslationFault.errorBits(physical));
            if ((result & FaultResult.ERROR) != 0 || killed) {
                return signalled();
            }
            scheduler.run(cpu, pages);
            physical = running.mmu().translate(va, access);
        }
        accessClock.accessed(cpu, physical, access);
        if (observer != null) {
            observer.access(memory.frameOf(Addresses.pfnOf(Addresses.phys(physical))));
        }
        return physical;
    }

    private long signalled() {
        FaultSignal cause = faults.signal();
        exitIfKilled();
        signal = alive
                ? new Signal(cause.number(), cause.code(), Addresses.rawVirt(cause.address()))
                : new Signal(FaultSignal.SIGKILL, 0, 0);
        return SIGNALLED;
    }

    /** A copy of this process, sharing its pages until one of them writes. */
    public Process fork() {
        AddressSpace child = calls().fork(machine.processTable().nextPid());
        if (child == null) {
            throw new MachineException("process " + pid + ": fork failed (ENOMEM)");
        }
        Process process =
                new Process(machine, child, child.id() % machine.cpus().size());
        machine.policies().start(process.pages, pages);
        machine.processTable().add(process);
        return process;
    }

    private void exitIfKilled() {
        if (killed && alive) {
            exit();
        }
    }

    /** Whether it was killed in a call that is over by now, for another process runs: it should have died on its way out. */
    boolean isOverdue() {
        return killed && alive && !scheduler.isCurrent(pages);
    }

    /** Ends the process and frees its memory. */
    public void exit() {
        if (alive) {
            alive = false;
            if (contextBefore != NO_CONTEXT) {
                memory.task().leave(contextBefore);
            }
            scheduler.run(cpu, pages);
            scheduler.flushAll(pages);
            calls.exit();
            scheduler.forget(pages);
            machine.policies().end(pages);
            machine.processTable().remove(this);
        }
    }

    /**
     * Linux: {@code oom_kill_process}. The process that runs is in the middle of a fault or system call: it may use the reserves,
     * and dies when that is over; another one dies at once.
     */
    void kill() {
        if (killed) {
            return;
        }
        killed = true;
        if (scheduler.isCurrent(pages)) {
            contextBefore = memory.task().enter(TaskContext.OOM_VICTIM);
        } else {
            exitBesideAnother();
        }
    }

    /** Ends the process while another one is in the middle of a fault or system call, which goes on where it was. */
    void exitBesideAnother() {
        int actor = memory.cpu().id();
        MmPages acting = scheduler.running(actor);
        exit();
        if (acting != null && acting != pages) {
            scheduler.run(actor, acting);
        }
    }

    private long checked(String call, long result) {
        if (result < 0) {
            throw new MachineException("process " + pid + ": " + call + " failed: " + Errno.of(result));
        }
        return result;
    }

    private static long protection(String permissions) {
        long protection = 0;
        for (char c : permissions.toCharArray()) {
            protection |= switch (c) {
                case 'r' -> 1;
                case 'w' -> 2;
                case 'x' -> 4;
                case '-' -> 0;
                default ->
                    throw new IllegalArgumentException(
                            "permissions '" + permissions + "' are not made of r, w, x and -");
            };
        }
        return protection;
    }
}
