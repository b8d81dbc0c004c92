package org.mmlab.virtual.fault;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.event.EventKind;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.translation.TranslationFault;
import org.mmlab.api.virtual.FaultResult;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.vma.StackGrowth;

/**
 * Where a CPU's fault arrives (Linux: {@code do_user_addr_fault}, {@code do_kern_addr_fault}, {@code mm_account_fault}): finds the
 * area, grows a stack, checks rights, handles, counts. A failed fault leaves in {@link #signal} what user mode would be sent;
 * kernel code that runs into it has its own way out (a fixup or an oops), which is the caller's.
 */
public final class UserFaults {
    private final MmFaults faults;
    private final VmStat stat;
    private final EventSink events;
    private final long userEnd;
    private final FaultSignal signal = new FaultSignal();

    /** Over the machine's parts. */
    public UserFaults(Paging paging, MmFaults faults, EventSink events) {
        this.faults = faults;
        this.stat = paging.stat();
        this.events = events;
        this.userEnd = Addresses.rawVirt(paging.format().geometry().userEnd());
    }

    /** What the last fault that failed is due. */
    public FaultSignal signal() {
        return signal;
    }

    /**
     * Handles the fault of an access to {@code address} in {@code mm}.
     *
     * @param errorBits {@link TranslationFault#errorBits}
     * @return a mask of {@link FaultResult}; with an ERROR bit, the access cannot be made and {@link #signal} says why
     */
    public int handle(MmPages mm, @VirtAddr long address, int errorBits) {
        int result = resolve(mm, address, errorBits);
        events.event(EventKind.FAULT, Addresses.rawVirt(address), errorBits, result);
        return result;
    }

    private int resolve(MmPages mm, @VirtAddr long address, int errorBits) {
        if ((errorBits & TranslationFault.NON_CANONICAL) != 0) {
            return segv(FaultSignal.SI_KERNEL, Addresses.virt(0));
        }
        if (Long.compareUnsigned(Addresses.rawVirt(address), userEnd) >= 0) {
            return segv(FaultSignal.SEGV_MAPERR, address);
        }
        mm.faults().event();
        Vma vma = areaOf(mm.mm(), address);
        if (vma == null) {
            return segv(FaultSignal.SEGV_MAPERR, address);
        }
        if (isForbidden(vma, errorBits)) {
            return segv(FaultSignal.SEGV_ACCERR, address);
        }
        int flags = FaultFlag.ACCESS
                | ((errorBits & TranslationFault.WRITE) != 0 ? FaultFlag.WRITE : 0)
                | ((errorBits & TranslationFault.USER) != 0 ? FaultFlag.USER : 0);
        int result = attempt(mm, vma, Addresses.vpnOf(address), flags);
        if ((result & FaultResult.ERROR) != 0) {
            raise(result, address);
        }
        return result;
    }

    /** The area that holds an address, after a stack above it has grown down to it; null where there is none. */
    private static @Nullable Vma areaOf(AddressSpace mm, @VirtAddr long address) {
        Vma vma = mm.find(address);
        if (vma == null || vma.contains(address)) {
            return vma;
        }
        return StackGrowth.expandTo(vma, address) == 0 ? vma : null;
    }

    /** Linux: {@code access_error}; reading is forbidden only where nothing is permitted, for x86 has no write-only pages. */
    private static boolean isForbidden(Vma vma, int errorBits) {
        if ((errorBits & TranslationFault.WRITE) != 0) {
            return !vma.has(VmFlags.WRITE);
        }
        if ((errorBits & TranslationFault.FETCH) != 0) {
            return !vma.has(VmFlags.EXEC);
        }
        return (errorBits & TranslationFault.PRESENT) != 0 || !vma.has(VmFlags.ACCESS);
    }

    /**
     * Tries until the fault is handled or has failed. A retry after waiting for a device counts as a major fault; one that only
     * started readahead does not, for the first try of a program's access holds no more than its area's lock. The kernel's own
     * accesses hold the lock of the address space from the start.
     */
    private int attempt(MmPages mm, Vma vma, long page, int firstFlags) {
        int flags = firstFlags;
        boolean areaLock = (firstFlags & FaultFlag.USER) != 0;
        while (true) {
            int result = faults.handle(mm, vma, page, flags);
            if ((result & FaultResult.RETRY) == 0) {
                account(mm, result, flags);
                return result & ~FaultResult.NOPAGE;
            }
            flags |= !areaLock || (result & FaultResult.MAJOR) != 0 ? FaultFlag.TRIED : 0;
            areaLock = false;
        }
    }

    /**
     * A fault that the kernel makes on a process's behalf: get_user_pages for MADV_POPULATE and the collapse of huge pages (Linux:
     * {@code faultin_page}). Rights were checked; no signal is due.
     *
     * @param write whether the page will be written
     * @return a mask of {@link FaultResult}
     */
    public int handleForKernel(MmPages mm, Vma vma, long page, boolean write) {
        return attempt(mm, vma, page, write ? FaultFlag.WRITE : 0);
    }

    /**
     * The same, tried once: who locks or maps a range begins anew where a fault let go of the lock, and forgets that it had tried
     * (Linux: {@code __mm_populate}). A page that had to be read counts as minor then, for it is there when the fault is made again.
     *
     * @param write whether the page will be written
     * @return a mask of {@link FaultResult}; with RETRY, nothing was counted and the caller must call again
     */
    public int handleOnce(MmPages mm, Vma vma, long page, boolean write) {
        int flags = write ? FaultFlag.WRITE : 0;
        int result = faults.handle(mm, vma, page, flags);
        if ((result & FaultResult.RETRY) == 0) {
            account(mm, result, flags);
        }
        return result;
    }

    /**
     * The same by who holds the lock of the address space throughout: mprotect that makes a locked area writable. A page that had to be
     * read counts as major.
     *
     * @param write whether the page will be written
     * @return a mask of {@link FaultResult}, without RETRY
     */
    public int handleHolding(MmPages mm, Vma vma, long page, boolean write) {
        return attempt(mm, vma, page, (write ? FaultFlag.WRITE : 0) | FaultFlag.NO_RETRY);
    }

    private void account(MmPages mm, int result, int flags) {
        stat.count(VmEvent.PGFAULT);
        if ((result & FaultResult.ERROR) != 0) {
            return;
        }
        boolean major = (result & FaultResult.MAJOR) != 0 || (flags & FaultFlag.TRIED) != 0;
        if ((flags & FaultFlag.ACCESS) != 0) {
            mm.faults().handledEvent(major);
        } else {
            mm.faults().handled(major);
        }
    }

    private void raise(int result, @VirtAddr long address) {
        if ((result & FaultResult.OOM) != 0) {
            signal.set(FaultSignal.SIGKILL, FaultSignal.SI_KERNEL, address);
        } else if ((result & FaultResult.SIGBUS) != 0) {
            signal.set(FaultSignal.SIGBUS, FaultSignal.BUS_ADRERR, address);
        } else {
            signal.set(FaultSignal.SIGSEGV, FaultSignal.SEGV_MAPERR, address);
        }
    }

    private int segv(int code, @VirtAddr long address) {
        signal.set(FaultSignal.SIGSEGV, code, address);
        return FaultResult.SIGSEGV;
    }
}
