package org.mmlab.virtual.vma;

import org.mmlab.api.address.Addresses;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Capability;
import org.mmlab.virtual.mm.Rlimits.Resource;
import org.mmlab.virtual.mm.VmFlags;

/** What the limits of a process permit (Linux: {@code may_expand_vm}, {@code mlock_future_ok}, {@code can_do_mlock}). */
public final class Limits {
    private Limits() {}

    /** Whether an area with these flags may gain {@code pages} pages within RLIMIT_AS and RLIMIT_DATA. */
    public static boolean permitGrowth(AddressSpace mm, long flags, long pages) {
        return mm.rlimits().allowsPages(Resource.AS, mm.counters().total() + pages)
                && (!VmFlags.isData(flags)
                        || mm.rlimits().allowsPages(Resource.DATA, mm.counters().data() + pages));
    }

    /** Whether {@code bytes} bytes more of an area with these flags are within RLIMIT_MEMLOCK. */
    public static boolean permitLocking(AddressSpace mm, long flags, long bytes) {
        return !VmFlags.any(flags, VmFlags.LOCKED)
                || mm.capable(Capability.IPC_LOCK)
                || mm.rlimits()
                        .allowsPages(Resource.MEMLOCK, mm.counters().locked() + (bytes >>> Addresses.PAGE_SHIFT));
    }

    /** Whether the process may lock anything at all. */
    public static boolean permitAnyLock(AddressSpace mm) {
        return mm.rlimits().get(Resource.MEMLOCK) != 0 || mm.capable(Capability.IPC_LOCK);
    }
}
