package org.mmlab.virtual.mm;

/** Sizes of an address space in pages (Linux: {@code total_vm}, {@code locked_vm}, … of {@code mm_struct}). */
public final class MmCounters {
    private long total;
    private long peak;
    private long locked;
    private long staleLocked;
    private long data;
    private long exec;
    private long stack;

    MmCounters() {}

    /** All areas (VmSize). */
    public long total() {
        return total;
    }

    /** Greatest {@link #total} so far (VmPeak). */
    public long peak() {
        return Math.max(peak, total);
    }

    /** Locked areas (VmLck), and {@link #staleLocked}. */
    public long locked() {
        return locked;
    }

    /** Pages that count as locked until the process ends though they lost their lock: MREMAP_DONTUNMAP leaves them behind. */
    public long staleLocked() {
        return staleLocked;
    }

    /** Private writable areas (VmData without the stack). */
    public long data() {
        return data;
    }

    /** Code (VmExe and VmLib). */
    public long exec() {
        return exec;
    }

    /** Stacks (VmStk). */
    public long stack() {
        return stack;
    }

    /** An area with these flags gained (or lost) pages (Linux: {@code vm_stat_account}). */
    public void account(long flags, long pages) {
        total += pages;
        if (VmFlags.isExec(flags)) {
            exec += pages;
        } else if (VmFlags.isStack(flags)) {
            stack += pages;
        } else if (VmFlags.isData(flags)) {
            data += pages;
        }
    }

    /** Adds to the locked pages. */
    public void addLocked(long pages) {
        locked += pages;
    }

    /** Pages lost their lock and stay counted in {@link #locked}. */
    public void addStaleLocked(long pages) {
        staleLocked += pages;
    }

    /** Remembers the size before it shrinks (Linux: {@code update_hiwater_vm}). */
    public void notePeak() {
        peak = Math.max(peak, total);
    }

    /** Sets the peak back, for a size that never was (Linux: move_vma). */
    public void restorePeak(long before) {
        peak = before;
    }

    /** The peak as last noted. */
    public long notedPeak() {
        return peak;
    }
}
