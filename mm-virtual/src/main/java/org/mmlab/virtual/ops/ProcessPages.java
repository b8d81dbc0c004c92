package org.mmlab.virtual.ops;

import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.PageTable;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.SwapEntries;
import org.mmlab.virtual.tlb.TlbGather;
import org.mmlab.virtual.zap.Zap;

/** The pages of one address space: each operation of the system calls, by the machine's mechanisms. */
final class ProcessPages extends MmPages {
    private final PagingEngine engine;

    ProcessPages(AddressSpace mm, PageTable table, PagingEngine engine) {
        super(mm, table);
        this.engine = engine;
    }

    @Override
    public void unmap(Vma vma, @VirtAddr long start, @VirtAddr long end) {
        remove(vma, start, end, Zap.What.ALL);
    }

    @Override
    public void zap(Vma vma, @VirtAddr long start, @VirtAddr long end) {
        remove(vma, start, end, Zap.What.KEEP_GUARDS);
    }

    private void remove(Vma vma, @VirtAddr long start, @VirtAddr long end, Zap.What what) {
        engine.reservations().release(this, Addresses.vpnOf(start), Addresses.vpnOf(end));
        TlbGather gather = engine.zapGather();
        gather.openDrained(this);
        engine.zap().range(gather, this, vma, Addresses.vpnOf(start), Addresses.vpnOf(end), what);
        gather.close();
    }

    @Override
    public void freeTables(@VirtAddr long start, @VirtAddr long end, @VirtAddr long floor, @VirtAddr long ceiling) {
        table().freeTables(start, end, floor, ceiling);
    }

    @Override
    public void cut(Vma vma, @VirtAddr long at) {
        long page = Addresses.vpnOf(at);
        if (engine.huge().pages() > 0 && engine.huge().extentOf(page) != page) {
            engine.huge().split(this, vma, page); // an extent that begins at the cut stays whole
        }
    }

    @Override
    public void protect(Vma vma, @VirtAddr long start, @VirtAddr long end, long oldFlags) {
        engine.protect().range(this, vma, Addresses.vpnOf(start), Addresses.vpnOf(end));
    }

    @Override
    public long move(Vma from, @VirtAddr long fromStart, Vma to, @VirtAddr long toStart, long bytes) {
        long pages = bytes >>> Addresses.PAGE_SHIFT;
        engine.reservations().release(this, Addresses.vpnOf(fromStart), Addresses.vpnOf(fromStart) + pages);
        return engine.move().range(this, from, Addresses.vpnOf(fromStart), Addresses.vpnOf(toStart), pages)
                << Addresses.PAGE_SHIFT;
    }

    @Override
    public int copyFrom(Vma parent, Vma child) {
        TlbGather gather = engine.forkGather();
        gather.open(MmPages.of(parent));
        int result = engine.pageCopy().copy(gather, parent, child);
        gather.close();
        return result;
    }

    @Override
    public int populate(Vma vma, @VirtAddr long start, @VirtAddr long end, Populate how) {
        int result = engine.populate().range(this, vma, Addresses.vpnOf(start), Addresses.vpnOf(end), how);
        if (how.isAsMapped()) {
            drain();
        }
        return result;
    }

    @Override
    public void drain() {
        engine.paging().lru().drain();
    }

    @Override
    public void lock(Vma vma, @VirtAddr long start, @VirtAddr long end) {
        engine.lock().range(this, vma, Addresses.vpnOf(start), Addresses.vpnOf(end));
    }

    @Override
    public void lazyFree(Vma vma, @VirtAddr long start, @VirtAddr long end) {
        engine.lazyFree().range(this, vma, Addresses.vpnOf(start), Addresses.vpnOf(end));
    }

    @Override
    public void cold(Vma vma, @VirtAddr long start, @VirtAddr long end) {
        engine.advice().cold(this, vma, Addresses.vpnOf(start), Addresses.vpnOf(end));
    }

    @Override
    public void pageOut(Vma vma, @VirtAddr long start, @VirtAddr long end) {
        engine.advice().pageOut(this, vma, Addresses.vpnOf(start), Addresses.vpnOf(end));
    }

    @Override
    public void swapAhead(Vma vma, @VirtAddr long start, @VirtAddr long end) {
        long last = Addresses.vpnOf(end);
        for (long page = Addresses.vpnOf(start); page < last; page++) {
            @PhysAddr long slot = table().find(Addresses.virtOfVpn(page), 1);
            if (slot != NO_PHYS) {
                readAhead(vma, page, table().read(slot));
            }
        }
        engine.paging().lru().drain();
    }

    private void readAhead(Vma vma, long page, long pte) {
        var codec = engine.paging().codec();
        if (codec.isSwap(pte) && SwapEntries.isSwap(codec, pte)) {
            engine.paging()
                    .swap()
                    .willNeed(SwapEntries.swapEntry(codec, pte), engine.window().around(this, vma, page));
        }
    }

    @Override
    public int installGuards(Vma vma, @VirtAddr long start, @VirtAddr long end) {
        return engine.guards().install(this, vma, Addresses.vpnOf(start), Addresses.vpnOf(end));
    }

    @Override
    public void removeGuards(Vma vma, @VirtAddr long start, @VirtAddr long end) {
        engine.guards().remove(this, vma, Addresses.vpnOf(start), Addresses.vpnOf(end));
    }

    @Override
    public int collapse(Vma vma, @VirtAddr long start, @VirtAddr long end) {
        return engine.collapse().range(this, vma, Addresses.vpnOf(start), Addresses.vpnOf(end));
    }

    @Override
    public void resident(Vma vma, @VirtAddr long start, @VirtAddr long end, byte[] vector, int at) {
        engine.residency().range(this, vma, Addresses.vpnOf(start), Addresses.vpnOf(end), vector, at);
    }

    @Override
    public void destroy() {
        table().destroy();
    }
}
