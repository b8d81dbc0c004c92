package org.mmlab.kit.machine;

import org.mmlab.api.address.Addresses;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.tlb.TlbFlush;

/** Flushes the TLBs of the CPUs that ran an address space. */
final class CpuFlush implements TlbFlush {
    private final Scheduler scheduler;

    CpuFlush(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void range(MmPages mm, long firstPage, long pages, int pageShift) {
        scheduler.flushRange(mm, Addresses.virtOfVpn(firstPage), Addresses.virtOfVpn(firstPage + pages), pageShift);
    }

    @Override
    public void all(MmPages mm) {
        scheduler.flushAll(mm);
    }
}
