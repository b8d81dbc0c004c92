package org.mmlab.tck.invariant;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.paging.ResidentKind;
import org.mmlab.virtual.paging.SwapEntries;

/** All entries of all page tables of a machine, read once. */
final class Census {
    /**
     * A base entry that maps a frame.
     *
     * @param vma the area that its page lies in, or null
     * @param page its page number
     * @param frame what it maps; {@code NO_FRAME} for the zero page
     */
    record Mapped(
            Process process,
            @Nullable Vma vma,
            long page,
            @FrameIndex int frame,
            long pte) {
        String place() {
            return "process " + process.pid() + " page 0x" + Long.toHexString(page) + " entry 0x"
                    + Long.toHexString(pte);
        }
    }

    private final Machine machine;
    private final Paging paging;
    private final PteCodec codec;
    private final int[] mappings;
    private final List<Mapped> mapped = new ArrayList<>();
    private final Map<Integer, Integer> swapUsers = new TreeMap<>();
    private long tables;

    private Census(Machine machine) {
        this.machine = machine;
        this.paging = machine.paging().paging();
        this.codec = paging.codec();
        this.mappings = new int[machine.memory().table().frames()];
    }

    static Census of(Machine machine) {
        Census census = new Census(machine);
        for (Process process : machine.processes()) {
            census.read(process);
        }
        return census;
    }

    /** Entries that map a frame, huge ones counted for each of their frames. */
    int mappings(@FrameIndex int frame) {
        return mappings[Addresses.rawFrame(frame)];
    }

    /** The base entries that are present. */
    List<Mapped> mapped() {
        return mapped;
    }

    /** How many entries hold each swap entry. */
    Map<Integer, Integer> swapUsers() {
        return swapUsers;
    }

    /** Table pages of all processes. */
    long tables() {
        return tables;
    }

    private void read(Process process) {
        MmPages pages = process.pages();
        PageTable table = pages.table();
        tables += table.tables();
        long[] resident = new long[ResidentKind.COUNT];
        @VirtAddr long end = paging.format().geometry().userEnd();
        @VirtAddr long at = table.nextPopulated(Addresses.virt(0), end);
        while (Addresses.below(at, end)) {
            @PhysAddr long slot = table.find(at, 1);
            if (slot == NO_PHYS) {
                at = readHuge(process, at, resident);
            } else {
                readBase(process, at, table.read(slot), resident);
                at = at + Addresses.PAGE_SIZE;
            }
            at = table.nextPopulated(at, end);
        }
        for (int kind = 0; kind < resident.length; kind++) {
            Broken.unless(
                    "resident set equals entries found by walking",
                    "process " + process.pid() + " kind " + kind,
                    resident[kind],
                    pages.count(kind));
        }
    }

    private void readBase(Process process, @VirtAddr long at, long pte, long[] resident) {
        Vma vma = process.pages().mm().lookup(at);
        long page = Addresses.vpnOf(at);
        if (codec.isPresent(pte)) {
            @FrameIndex int frame = paging.normalFrame(pte);
            mapped.add(new Mapped(process, vma, page, frame, pte));
            if (frame != NO_FRAME) {
                mappings[Addresses.rawFrame(frame)]++;
                resident[ResidentKind.of(paging.table(), frame)]++;
            }
        } else if (SwapEntries.isSwap(codec, pte)) {
            swapUsers.merge(SwapEntries.swapEntry(codec, pte), 1, Integer::sum);
            resident[ResidentKind.SWAP]++;
        }
        if (vma == null) {
            throw Broken.error(
                    "every entry lies in an area",
                    "process " + process.pid() + " page 0x" + Long.toHexString(page) + " entry 0x"
                            + Long.toHexString(pte));
        }
    }

    private @VirtAddr long readHuge(Process process, @VirtAddr long at, long[] resident) {
        var huge = machine.paging().huge();
        long page = Addresses.vpnOf(at);
        @PhysAddr long slot = huge.find(process.pages(), page);
        if (slot == NO_PHYS) {
            throw Broken.error(
                    "every populated page has an entry",
                    "process " + process.pid() + " page 0x" + Long.toHexString(page));
        }
        long entry = process.pages().table().read(slot);
        if (!machine.paging().hugeZero().isMappedBy(entry)) {
            int head = Addresses.rawFrame(huge.head(entry));
            resident[ResidentKind.of(paging.table(), Addresses.frame(head))] += paging.hugePages();
            for (int i = 0; i < paging.hugePages(); i++) {
                mappings[head + i]++;
            }
        }
        return Addresses.virtOfVpn(huge.extentOf(page) + paging.hugePages());
    }
}
