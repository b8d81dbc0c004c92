package org.mmlab.tck.invariant;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.kit.machine.Machine;

/** Every frame in use has an owner, and as many references as there are holders. */
final class FrameInvariants {
    private FrameInvariants() {}

    static void check(Machine machine, Census census) {
        FrameTable table = machine.memory().table();
        @FrameIndex int zero = machine.paging().paging().zeroFrame();
        long tables = 0;
        for (int i = 0; i < table.frames(); i++) {
            @FrameIndex int frame = Addresses.frame(i);
            if (table.refcount(frame) == 0
                    || table.hasAny(frame, FrameFlag.RESERVED | FrameFlag.HEAD | FrameFlag.TAIL)) {
                continue;
            }
            if (table.has(frame, FrameFlag.TABLE)) {
                tables++;
                Broken.unless("a page table has one reference", machine, frame, 1, table.refcount(frame));
            } else if (machine.paging().reservations().keeps(frame)) {
                Broken.unless("a reserved frame has one reference", machine, frame, 1, table.refcount(frame));
            } else if (frame == zero) {
                Broken.unless("the zero page has one reference", machine, frame, 1, table.refcount(frame));
            } else {
                page(machine, census, frame);
            }
        }
        Broken.unless(
                "frames of page tables equal the tables of all processes", "the machine", tables, census.tables());
    }

    private static void page(Machine machine, Census census, @FrameIndex int frame) {
        FrameTable table = machine.memory().table();
        int holders = census.mappings(frame);
        boolean anon = table.has(frame, FrameFlag.ANON);
        if (!anon && table.mapping(frame) != FrameTable.NO_MAPPING) {
            @FrameIndex int cached = machine.cache().lookup(table.mapping(frame), table.index(frame));
            Broken.unless(
                    "a page of a file is the one in the page cache",
                    machine,
                    frame,
                    Addresses.rawFrame(cached),
                    Addresses.rawFrame(frame));
            holders++;
        }
        if (table.has(frame, FrameFlag.SWAPCACHE)) {
            int entry = table.privateValue(frame);
            Broken.unless(
                    "a page of the swap cache is found there under its entry",
                    machine,
                    frame,
                    Addresses.rawFrame(machine.swap().lookup(entry)),
                    Addresses.rawFrame(frame));
            holders++;
        }
        if (holders == 0) {
            throw Broken.error("every frame in use has an owner", Broken.frame(machine, frame));
        }
        if (anon && !table.has(frame, FrameFlag.SWAPBACKED) && table.has(frame, FrameFlag.SWAPCACHE)) {
            throw Broken.error("a lazily freed page has no swap entry", Broken.frame(machine, frame));
        }
        int transfers = table.hasAny(frame, FrameFlag.LOCKED | FrameFlag.WRITEBACK) ? 1 : 0;
        Broken.unless(
                "references = mappings + caches + transfers",
                machine,
                frame,
                holders + transfers,
                table.refcount(frame));
        if (!table.has(frame, FrameFlag.LRU)) {
            throw Broken.error("every page of a user is on an LRU list", Broken.frame(machine, frame));
        }
        if (machine.memory().frameOf(machine.memory().pfnOf(frame)) == NO_FRAME) {
            throw Broken.error("pfn_to_page is inverse to page_to_pfn", Broken.frame(machine, frame));
        }
    }
}
