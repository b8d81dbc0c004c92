package org.mmlab.hardware.cpu;

import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.event.EventKind;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.event.VmStat;

/**
 * Flushes translations on every CPU that may hold them: on the calling CPU at once, on the others by an inter-processor
 * interrupt that is waited for, so that all are gone when a call returns. Counts what {@code /proc/vmstat} counts.
 *
 * <p>A CPU that holds translations of an address space but runs another one takes no interrupt: Linux lets it flush when it
 * switches back, which nothing can tell from flushing at once.
 *
 * <p>A range of more than {@value #SINGLE_PAGE_CEILING} pages is not flushed page by page but with the whole address space
 * (Linux: {@code tlb_single_page_flush_ceiling}).
 */
public final class TlbShootdown {
    /** Greatest number of pages that are flushed one by one. */
    public static final int SINGLE_PAGE_CEILING = 33;

    private final List<Cpu> cpus;
    private final VmStat stat;
    private final EventSink events;
    private long interrupts;
    private long received;

    /** Shoot-down over {@code cpus}, whose numbers are their places in the list. */
    public TlbShootdown(List<Cpu> cpus, VmStat stat, EventSink events) {
        this.cpus = List.copyOf(cpus);
        this.stat = stat;
        this.events = events;
    }

    /** Requests that went to other CPUs (one for each flush that had any). */
    public long interrupts() {
        return interrupts;
    }

    /** Interrupts that CPUs took: one for each CPU of each request. */
    public long received() {
        return received;
    }

    /**
     * Flushes [start, end) of an address space (Linux: {@code flush_tlb_mm_range}).
     *
     * @param from the CPU that asks
     * @param holders the CPUs that may hold translations of {@code asid}
     * @param stride log2 of the bytes of the smallest page that was mapped there
     */
    public void flushRange(Cpu from, CpuSet holders, int asid, @VirtAddr long start, @VirtAddr long end, int stride) {
        long pages = (Addresses.rawVirt(end) - Addresses.rawVirt(start) + (1L << stride) - 1) >>> stride;
        if (pages > SINGLE_PAGE_CEILING || pages <= 0) {
            flushAddressSpace(from, holders, asid);
            return;
        }
        events.event(EventKind.TLB_FLUSH, from.id(), Addresses.rawVirt(start), pages << stride);
        sendTo(from, holders);
        for (int id = holders.next(0); id >= 0; id = holders.next(id + 1)) {
            Cpu cpu = cpus.get(id);
            for (long page = 0; page < pages; page++) {
                cpu.tlb().flushPage(start + (page << stride), asid);
            }
            countTaken(cpu, from, asid, VmEvent.NR_TLB_LOCAL_FLUSH_ONE, pages);
        }
    }

    /** Flushes all of an address space but global entries (Linux: {@code flush_tlb_mm}). */
    public void flushAddressSpace(Cpu from, CpuSet holders, int asid) {
        events.event(EventKind.TLB_FLUSH, from.id(), 0, 0);
        sendTo(from, holders);
        for (int id = holders.next(0); id >= 0; id = holders.next(id + 1)) {
            Cpu cpu = cpus.get(id);
            cpu.tlb().flushAsid(asid);
            countTaken(cpu, from, asid, VmEvent.NR_TLB_LOCAL_FLUSH_ALL, 1);
        }
    }

    /** Flushes a kernel range on every CPU, global entries included (Linux: {@code flush_tlb_kernel_range}). */
    public void flushKernelRange(Cpu from, @VirtAddr long start, @VirtAddr long end) {
        events.event(EventKind.TLB_FLUSH, from.id(), Addresses.rawVirt(start), end - start);
        long pages = Addresses.pagesFor(end - start);
        for (Cpu cpu : cpus) {
            if (pages > SINGLE_PAGE_CEILING) {
                cpu.tlb().flushAll();
            } else {
                cpu.tlb().flushRange(start, end, cpu.mmu().asid());
            }
            if (cpu != from) {
                received++;
                stat.count(VmEvent.NR_TLB_REMOTE_FLUSH_RECEIVED);
            }
        }
        if (cpus.size() > 1) {
            interrupts++;
            stat.count(VmEvent.NR_TLB_REMOTE_FLUSH);
        }
    }

    private void sendTo(Cpu from, CpuSet holders) {
        if (holders.size() > (holders.contains(from.id()) ? 1 : 0)) {
            interrupts++;
            stat.count(VmEvent.NR_TLB_REMOTE_FLUSH);
        }
    }

    private void countTaken(Cpu cpu, Cpu from, int asid, VmEvent local, long count) {
        if (cpu == from) {
            stat.add(local, count);
        } else if (cpu.mmu().asid() == asid) {
            received++;
            stat.count(VmEvent.NR_TLB_REMOTE_FLUSH_RECEIVED);
        }
    }
}
