package org.mmlab.lab.conform.fault;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.kit.machine.Machine;
import org.mmlab.lab.script.ScriptProcess;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.view.KernelPages;
import org.mmlab.virtual.view.Pagemap;

/** The page states of one snapshot of the simulated machine; numbers frames in the order in which they are met. */
final class PageStates {
    private final Paging paging;
    private final Pagemap pagemap;
    private final KernelPages kernelPages;
    private final Map<Long, Long> numbers = new HashMap<>();

    PageStates(Machine machine) {
        this.paging = machine.paging().paging();
        this.pagemap = new Pagemap(paging, machine.paging().huge());
        this.kernelPages = new KernelPages(paging, machine.paging().hugeZero());
    }

    /** The pages of a process whose entries are not empty, by page number from {@code firstPage}. */
    SortedMap<Long, PageState> of(ScriptProcess process, long firstPage) {
        SortedMap<Long, PageState> states = new TreeMap<>();
        for (Vma vma = process.mm().find(Addresses.virt(0));
                vma != null;
                vma = process.mm().next(vma)) {
            long end = Addresses.vpnOf(vma.end());
            for (long page = Addresses.vpnOf(vma.start()); page < end; page++) {
                long entry = pagemap.entry(process.pages(), page);
                if (entry != 0) {
                    states.put(page - firstPage, stateOf(entry));
                }
            }
        }
        return states;
    }

    private PageState stateOf(long entry) {
        StringBuilder state = new StringBuilder();
        append(state, entry, Pagemap.PRESENT, 'P');
        append(state, entry, Pagemap.SWAP, 'S');
        append(state, entry, Pagemap.FILE, 'F');
        append(state, entry, Pagemap.EXCLUSIVE, 'X');
        append(state, entry, Pagemap.GUARD, 'G');
        if ((entry & Pagemap.PRESENT) == 0) {
            return new PageState(state.toString(), PageState.NO_FRAME, 0);
        }
        long pfn = entry & Pagemap.FRAME_MASK;
        @FrameIndex int frame = paging.frameMap().frameOf(Addresses.pfn(pfn));
        long flags = kernelPages.flags(frame);
        append(state, flags, KernelPages.ZERO_PAGE, 'Z');
        append(state, flags, KernelPages.THP, 'H');
        append(state, flags, KernelPages.DIRTY, 'D');
        append(state, flags, KernelPages.ANON, 'A');
        append(state, flags, KernelPages.SWAPBACKED, 'B');
        append(state, flags, KernelPages.MLOCKED, 'L');
        append(state, flags, KernelPages.SWAPCACHE, 'K');
        if ((flags & KernelPages.ZERO_PAGE) != 0) {
            return new PageState(
                    state.toString(), (flags & KernelPages.THP) != 0 ? PageState.HUGE_ZERO : PageState.ZERO, 0);
        }
        long number = numbers.computeIfAbsent(pfn, key -> (long) numbers.size());
        return new PageState(state.toString(), number, kernelPages.count(frame));
    }

    private static void append(StringBuilder state, long bits, long bit, char letter) {
        if ((bits & bit) != 0) {
            state.append(letter);
        }
    }
}
