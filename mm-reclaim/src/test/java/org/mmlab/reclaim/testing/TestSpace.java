package org.mmlab.reclaim.testing;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.FileMappings;
import org.mmlab.api.link.PageCache.Access;
import org.mmlab.api.link.ReverseMap;
import org.mmlab.api.link.Swap;
import org.mmlab.api.memory.Gfp;

/**
 * A process of two areas of {@code pages} pages each: anonymous memory, and a shared mapping of one file. Its page table is two
 * arrays; faults go through the page cache and swap as mm-virtual's do.
 */
public final class TestSpace implements ReverseMap, FileMappings {
    private static final int ANON_VMA = 7;

    private final TestMachine machine;
    private final int pages;
    private final int file;
    private final int[] frame; // by virtual page: anonymous 0..pages-1, then the file; NO_FRAME
    private final int[] swapEntry;
    private final boolean[] accessed;
    private final boolean[] dirty;
    public long majorFaults;

    public TestSpace(TestMachine machine, int pages, int file) {
        this.machine = machine;
        this.pages = pages;
        this.file = file;
        frame = new int[2 * pages];
        Arrays.fill(frame, Addresses.NO_FRAME);
        swapEntry = new int[2 * pages];
        accessed = new boolean[2 * pages];
        dirty = new boolean[2 * pages];
    }

    /** Stores one byte at the start of an anonymous page; false where memory ran out. */
    public boolean writeAnon(int page, byte value) {
        if (!faultAnon(page)) {
            return false;
        }
        accessed[page] = true;
        dirty[page] = true;
        machine.pool.write(frame[page], 0, new byte[] {value}, 0, 1);
        return true;
    }

    /** Loads the byte at the start of an anonymous page; -1000 where memory ran out. */
    public int readAnon(int page) {
        if (!faultAnon(page)) {
            return -1000;
        }
        accessed[page] = true;
        byte[] one = new byte[1];
        machine.pool.read(frame[page], 0, one, 0, 1);
        return one[0];
    }

    /** Stores or loads the first byte of a page of the mapped file; -1000 where that is not possible. */
    public int touchFile(int index, boolean write, byte value) {
        int page = pages + index;
        if (index >= Addresses.pagesFor(machine.cache.sizeBytes(file))) {
            return -1000;
        }
        if (frame[page] == Addresses.NO_FRAME) {
            int found = machine.cache.fault(file, index, Access.NORMAL);
            if (found == Addresses.NO_FRAME) {
                return -1000;
            }
            majorFaults += machine.cache.lastReadWasMajor() ? 1 : 0;
            map(page, found);
            machine.references.get(found);
        }
        accessed[page] = true;
        if (write) {
            if (!dirty[page]) {
                machine.cache.markDirty(frame[page]);
                dirty[page] = true;
            }
            machine.pool.write(frame[page], 0, new byte[] {value}, 0, 1);
        }
        byte[] one = new byte[1];
        machine.pool.read(frame[page], 0, one, 0, 1);
        return one[0];
    }

    /** Gives all of it back. */
    public void exit() {
        for (int page = 0; page < frame.length; page++) {
            if (frame[page] != Addresses.NO_FRAME) {
                int old = frame[page];
                unmapOne(page);
                if (machine.table.has(old, FrameFlag.SWAPCACHE)) {
                    machine.swap.freeCache(old);
                }
                machine.references.put(old);
            }
            if (swapEntry[page] != 0) {
                machine.swap.free(swapEntry[page]);
                swapEntry[page] = 0;
            }
        }
    }

    public int swapEntries() {
        return (int) Arrays.stream(swapEntry).filter(entry -> entry != 0).count();
    }

    private boolean faultAnon(int page) {
        if (frame[page] != Addresses.NO_FRAME) {
            return true;
        }
        if (swapEntry[page] != 0) {
            return swapIn(page);
        }
        int fresh = machine.pool.allocate(Gfp.HIGHUSER_MOVABLE);
        if (fresh == Addresses.NO_FRAME) {
            return false;
        }
        machine.pool.zero(fresh, 0, Addresses.PAGE_SIZE);
        machine.table.set(fresh, FrameFlag.UPTODATE | FrameFlag.SWAPBACKED);
        mapAnon(page, fresh);
        machine.lru.add(fresh);
        return true;
    }

    private boolean swapIn(int page) {
        int entry = swapEntry[page];
        int found = machine.swap.swapIn(entry, delta -> neighbour(page + delta));
        if (found == Addresses.NO_FRAME) {
            return false;
        }
        majorFaults += machine.swap.lastReadWasMajor() ? 1 : 0;
        swapEntry[page] = 0;
        machine.swap.free(entry);
        machine.swap.freeCache(found);
        mapAnon(page, found);
        return true;
    }

    private int neighbour(int page) {
        return page >= 0 && page < pages ? swapEntry[page] : Swap.NO_ENTRY;
    }

    private void mapAnon(int page, int found) {
        machine.table.set(found, FrameFlag.ANON);
        machine.table.setMapping(found, ANON_VMA, page);
        map(page, found);
        // A page that swap does not hold any more exists here alone.
        dirty[page] = !machine.table.has(found, FrameFlag.SWAPCACHE);
    }

    private void map(int page, int found) {
        frame[page] = found;
        accessed[page] = true;
        dirty[page] = false;
        machine.table.addMapcount(found, 1);
    }

    private int pageOf(int found) {
        int index = (int) machine.table.index(found);
        return machine.table.has(found, FrameFlag.ANON) ? index : pages + index;
    }

    private void unmapOne(int page) {
        int old = frame[page];
        if (dirty[page]) {
            if (page >= pages) {
                machine.cache.markDirty(old);
            } else {
                machine.table.set(old, FrameFlag.DIRTY);
            }
        }
        frame[page] = Addresses.NO_FRAME;
        machine.table.addMapcount(old, -1);
    }

    @Override
    public int referenced(int found) {
        int page = pageOf(found);
        boolean was = accessed[page];
        accessed[page] = false;
        return was ? 1 << 8 : 0;
    }

    @Override
    public void unmapEvenLocked(int found) {
        unmap(found);
    }

    @Override
    public boolean unmap(int found) {
        int page = pageOf(found);
        unmapOne(page);
        if (machine.table.has(found, FrameFlag.SWAPCACHE) && page < pages) {
            swapEntry[page] = machine.table.privateValue(found);
            machine.swap.duplicate(swapEntry[page]);
        }
        machine.references.put(found);
        return true;
    }

    @Override
    public int clean(int found) {
        int page = pageOf(found);
        if (page >= frame.length || frame[page] != found || !dirty[page]) {
            return 0;
        }
        dirty[page] = false;
        return 1;
    }

    @Override
    public boolean beginMigration(int found) {
        return false;
    }

    @Override
    public void endMigration(int from, int to) {}

    @Override
    public void unmapRange(int of, long first, long last, Cows cows) {
        for (long index = first; of == file && index <= Math.min(last, pages - 1); index++) {
            int page = pages + (int) index;
            if (frame[page] != Addresses.NO_FRAME) {
                int old = frame[page];
                unmapOne(page);
                machine.references.put(old);
            }
        }
    }

    public FrameTable table() {
        return machine.table;
    }
}
